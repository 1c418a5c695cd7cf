using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Statistics;

/// <summary>A question for curves.</summary>
public sealed record SeriesRequest
{
    /// <summary>One or several metrics of any kind.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The unit, with all below it.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>Category path; empty = all.</summary>
    public string Category { get; init; } = "";

    /// <summary>One source, or null for all.</summary>
    public SourceSystem? Source { get; init; }

    /// <summary>First statistical date or instant, in the public contract's spelling.</summary>
    public required string From { get; init; }

    /// <summary>End (exclusive), likewise.</summary>
    public required string To { get; init; }

    /// <summary>One of <c>hour day week month quarter year</c>.</summary>
    public required string Grain { get; init; }

    /// <summary>Split, or null for one curve per metric.</summary>
    public SplitBy? By { get; init; }
}
