using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>A metric while its references are still names.</summary>
internal sealed class MetricDraft
{
    public required YamlMap Map { get; init; }

    public required int Index { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Null after a mistake.</summary>
    public required MetricKind? Kind { get; init; }

    /// <summary>Null = the default of the kind.</summary>
    public required string? Unit { get; init; }

    public required Polarity Polarity { get; init; }

    public required string Group { get; init; }

    public required string Definition { get; init; }

    public required string DefinitionEn { get; init; }

    /// <summary>The built metric; null until then, or after a mistake.</summary>
    public Metric? Metric { get; set; }

    public Metric Build(
        string unit,
        IReadOnlyList<CategoryNode> categories,
        IReadOnlyList<SourceSystem>? sources = null,
        ReconciledSources? reconcile = null,
        Metric? of = null,
        IReadOnlyList<CategoryNode>? select = null,
        Metric? numerator = null,
        Metric? denominator = null) => new()
        {
            Index = Index,
            Id = Id,
            Name = Name,
            NameEn = NameEn,
            Kind = Kind!.Value, // only a draft with a kind is built
            Unit = unit,
            Polarity = Polarity,
            Group = Group,
            Definition = Definition,
            DefinitionEn = DefinitionEn,
            Sources = sources ?? [],
            Reconcile = reconcile,
            Categories = categories,
            Of = of,
            Select = select ?? [],
            Numerator = numerator,
            Denominator = denominator,
        };
}
