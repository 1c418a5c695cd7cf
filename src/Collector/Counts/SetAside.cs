using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>Figures of one grain, or hours with events, that a coarser figure stands over.</summary>
/// <param name="Grain">Their grain; <see cref="BucketGrain.Event"/> for events, which are told by the hour.</param>
/// <param name="Buckets">How many buckets (for events: hours with a count other than 0).</param>
/// <param name="First">Start of the first of them, in the units of the grain (for events: hours).</param>
/// <param name="Last">Start of the last of them.</param>
/// <param name="Count">What they add up to; not counted anywhere.</param>
public sealed record SetAside(BucketGrain Grain, int Buckets, int First, int Last, long Count);
