using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Statistics;

/// <summary>A question for figures, its codes already looked up in the catalogue.</summary>
public sealed record StatisticsRequest
{
    /// <summary>One or several metrics of any kind.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The unit, with all below it.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>Category path in the metrics' own trees; empty = all. Every metric must have it.</summary>
    public string Category { get; init; } = "";

    /// <summary>One source, or null for all.</summary>
    public SourceSystem? Source { get; init; }

    /// <summary>Periods in the public contract's spelling, e.g. <c>mtd</c>, <c>2019-06</c>.</summary>
    public required IReadOnlyList<string> Periods { get; init; }

    /// <summary>Comparisons in the public contract's spelling, e.g. <c>year</c>, <c>previous</c>, <c>year:2019</c>; empty = none.</summary>
    public IReadOnlyList<string> Compare { get; init; } = [];

    /// <summary>Whether every item also says itself as a sentence.</summary>
    public bool Sentences { get; init; }

    /// <summary>Decimals of percentages in sentences, 1 or 2; each is rounded once from the counts.</summary>
    public int SentenceDecimals { get; init; } = 2;

    /// <summary>Split, or null for one item per metric and period.</summary>
    public SplitBy? By { get; init; }

    /// <summary>Many places at once in place of <see cref="Unit"/>, <see cref="Category"/> and <see cref="By"/>: per metric and period one item for each, in their order.</summary>
    public IReadOnlyList<StatisticPlace>? Places { get; init; }

    /// <summary>Whether two counts are also held against each other by the exact test; whoever asks for thousands of figures and needs no p-value goes without.</summary>
    public bool Tests { get; init; } = true;
}
