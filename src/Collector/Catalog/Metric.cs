namespace Tongbi.Collector.Catalog;

/// <summary>A metric 指标 of the catalogue, with its definition 统计口径.</summary>
public sealed class Metric
{
    /// <summary>Position in <see cref="Catalogue.Metrics"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Catalogue id, e.g. <c>incident.vice_lead</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Chinese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>How the figures behave over time.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>Unit of measure 计量单位, e.g. 起; a selection takes that of its base, a ratio defaults to %.</summary>
    public required string Unit { get; init; }

    /// <summary>Which direction is good.</summary>
    public Polarity Polarity { get; init; }

    /// <summary>One of <c>work manage intel strike serve</c> (五合一), or empty.</summary>
    public string Group { get; init; } = "";

    /// <summary>统计口径 in Chinese; may be empty.</summary>
    public string Definition { get; init; } = "";

    /// <summary>统计口径 in English; may be empty.</summary>
    public string DefinitionEn { get; init; } = "";

    /// <summary>The sources that are authoritative for this metric; empty for ratios and selections.</summary>
    public IReadOnlyList<SourceSystem> Sources { get; init; } = [];

    /// <summary>The two of its sources that tell the same fact; null where none do.</summary>
    public ReconciledSources? Reconcile { get; init; }

    /// <summary>The sources that add up to the metric: all but one that is only held against another.</summary>
    public IReadOnlyList<SourceSystem> CountedSources =>
        Reconcile is null ? Sources : countedSources ??= [.. Sources.Where(source => source != Reconcile.Against)];

    /// <summary>All nodes of the category tree, parents first; [0] is the root. A selection has only a root, as has a ratio.</summary>
    public required IReadOnlyList<CategoryNode> Categories { get; init; }

    /// <summary>Selection: the metric it selects from.</summary>
    public Metric? Of { get; init; }

    /// <summary>Selection: the chosen categories of <see cref="Of"/>; none lies below another, so nothing is added twice.</summary>
    public IReadOnlyList<CategoryNode> Select { get; init; } = [];

    /// <summary>Ratio: the metric above the line.</summary>
    public Metric? Numerator { get; init; }

    /// <summary>Ratio: the metric below the line.</summary>
    public Metric? Denominator { get; init; }

    /// <summary>Whether records or figures of this metric can be sent: flows and stocks only.</summary>
    public bool IsFed => Kind is MetricKind.Flow or MetricKind.Stock;

    /// <summary>The category with this path (empty = the root), or null.</summary>
    public CategoryNode? FindCategory(string path)
    {
        byPath ??= Categories.ToDictionary(node => node.Path, StringComparer.Ordinal);
        return byPath.GetValueOrDefault(path);
    }

    private Dictionary<string, CategoryNode>? byPath;
    private IReadOnlyList<SourceSystem>? countedSources;
}
