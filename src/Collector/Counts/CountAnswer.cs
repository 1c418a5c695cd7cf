using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>An answer of the cube: a count, or why there is none. Null is never zero.</summary>
/// <param name="Value">The count of all that is known of the span; null when nothing of it is known, or a coarser figure straddles its edge.</param>
/// <param name="Knowledge">How much of the span is known.</param>
/// <param name="Coarsest">The coarsest grain among the figures that went in (events count as hours), or through which a nothing is known.</param>
/// <param name="Missing">The authoritative sources whose coverage leaves a gap in the span; empty when complete.</param>
public readonly record struct CountAnswer(long? Value, CountKnowledge Knowledge, BucketGrain Coarsest, IReadOnlyList<string> Missing)
{
    /// <summary>Stock: all that was due is there, but the source will still deliver a later figure that lies in the span.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>The coarsest grain among the figures that were counted, or that straddle the edge; unlike <see cref="Coarsest"/>, not those of other series through
    /// which a nothing is known. Below <see cref="BucketGrain.Day"/>: all is counted by the hour.</summary>
    public BucketGrain CoarsestFigure { get; init; }

    /// <summary>Nothing was ever received for the span.</summary>
    public static CountAnswer Unknown(IReadOnlyList<string> missing) => new(null, CountKnowledge.None, BucketGrain.Hour, missing);
}
