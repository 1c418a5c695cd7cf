using System.Runtime.InteropServices;

namespace Tongbi.Collector.Ledger;

/// <summary>One entry of the change log: how much one bucket of one leaf series moved.</summary>
/// <param name="Start">Start of the bucket in the units of its grain.</param>
/// <param name="Delta">What is to be added to the bucket's count.</param>
/// <param name="Series">Handle of the leaf series.</param>
/// <param name="Presence">+1 where a record or figure came into being here, −1 where one left, 0 where one only changed its size.</param>
/// <param name="Grain">Grain of the bucket.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Change(long Start, long Delta, int Series, int Presence, BucketGrain Grain);
