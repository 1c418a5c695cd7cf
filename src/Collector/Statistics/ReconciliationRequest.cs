using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Statistics;

/// <summary>A question for what two sources of the same fact say, its codes already looked up in the catalogue.</summary>
public sealed record ReconciliationRequest
{
    /// <summary>Metrics with two such sources, or selections of them.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The unit, with all below it.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>Category path in the metrics' own trees; empty = all.</summary>
    public string Category { get; init; } = "";

    /// <summary>Periods in the public contract's spelling.</summary>
    public required IReadOnlyList<string> Periods { get; init; }

    /// <summary>Split by unit, category or metric, or null.</summary>
    public SplitBy? By { get; init; }
}
