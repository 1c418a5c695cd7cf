using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>An entry of the change log with an event's second already turned into its hour.</summary>
/// <param name="Handle">Handle of the leaf series.</param>
/// <param name="Grain">Grain of the bucket; <see cref="BucketGrain.Event"/> for events.</param>
/// <param name="Start">Start of the bucket in the units of its grain; of an event, its hour.</param>
/// <param name="Delta">What is to be added.</param>
/// <param name="Presence">How many records or figures came into being.</param>
internal readonly record struct RawChange(int Handle, BucketGrain Grain, int Start, long Delta, int Presence)
{
    /// <summary>The change that undoes this one.</summary>
    public RawChange Undone => this with { Delta = -Delta, Presence = -Presence };
}
