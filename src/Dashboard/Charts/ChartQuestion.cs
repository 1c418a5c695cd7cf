using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Charts;

/// <summary>What a chart is asked to show, its codes already looked up in the catalogue.</summary>
public sealed record ChartQuestion
{
    /// <summary>What is counted; several only for a ranking of metrics.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The unit, with all below it.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>Category path; empty = all.</summary>
    public string Category { get; init; } = "";

    /// <summary>One source, or null for all.</summary>
    public SourceSystem? Source { get; init; }

    /// <summary>The span, in the public contract's spelling.</summary>
    public required string Period { get; init; }

    /// <summary>The comparison, in the public contract's spelling; <c>none</c> for none.</summary>
    public string Compare { get; init; } = "year";

    /// <summary>What the bars, parts, steps or small charts are; null for the chart's own usual split.</summary>
    public SplitBy? By { get; init; }

    /// <summary>Length of a step of a curve, <c>hour day week month quarter year</c>; null for one that fits the span.</summary>
    public string? Grain { get; init; }

    /// <summary>Whether a curve carries the range of the same days in the three years before.</summary>
    public bool Band { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh";

    /// <summary>Whether the figures are simulated.</summary>
    public bool Simulated { get; init; }
}
