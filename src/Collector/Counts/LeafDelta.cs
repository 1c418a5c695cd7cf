using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>How much what <i>stands</i> in one bucket of one leaf series moved.</summary>
/// <param name="Handle">Handle of the leaf series.</param>
/// <param name="Grain">Hour or coarser: events count in their hour.</param>
/// <param name="Start">Start of the bucket in the units of its grain.</param>
/// <param name="Delta">What is to be added.</param>
/// <param name="Presence">+1 where a figure coarser than an hour came to stand, −1 where one ceased to.</param>
internal readonly record struct LeafDelta(int Handle, BucketGrain Grain, int Start, long Delta, int Presence);
