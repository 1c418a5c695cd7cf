using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// Which lines a selection has. A split lists every child one level down, and last what stands at the parent itself (key <c>&lt;parent&gt;/~</c>). A selection
/// metric is split into its chosen categories; a ratio has no categories; by source, one line per source that is authoritative for the metric (for a
/// ratio, for both its parts).
/// </summary>
internal static class Subjects
{
    /// <summary>Suffix of the key of what stands at the parent itself.</summary>
    public const string OwnSuffix = "/~";

    /// <summary>The lines for one metric.</summary>
    /// <exception cref="QueryException"><c>unknown_category</c>: the metric has no such category; <c>bad_split</c>: a ratio split by category.</exception>
    public static IEnumerable<Subject> Of(Metric metric, UnitNode unit, string category, SourceSystem? source, SplitBy? by)
    {
        CategoryNode node = metric.FindCategory(category) ?? throw UnknownCategory(metric, category);
        Selection selection = new(metric, node, unit, source);
        return by switch
        {
            null => [selection.Line(null)],
            SplitBy.Metric => [selection.Line(metric.Id)],
            SplitBy.Unit => ByUnit(selection),
            SplitBy.Category => ByCategory(selection),
            SplitBy.Source => BySource(selection),
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No such split."),
        };
    }

    private static IEnumerable<Subject> ByUnit(Selection selection)
    {
        foreach (UnitNode child in selection.Unit.Children)
        {
            yield return (selection with { Unit = child }).Line(child.Code);
        }

        yield return selection.Line(selection.Unit.Code + OwnSuffix, ownUnit: true);
    }

    private static IEnumerable<Subject> ByCategory(Selection selection)
    {
        Metric metric = selection.Metric;
        if (metric.Kind == MetricKind.Ratio)
        {
            throw new QueryException("bad_split", "by", $"metric '{metric.Id}' is a ratio and has no categories; split it by unit, source or metric.");
        }

        if (metric.Kind == MetricKind.Selection)
        {
            return metric.Select.Select(chosen => new Subject(
                metric,
                selection.Unit.Code,
                chosen.Path,
                selection.Source?.Id,
                chosen.Path,
                new FlowMeasure(FedBy(selection.Source, Base(metric)) ? [new CountNode(Base(metric), chosen, selection.Unit, selection.Source)] : []))
            {
                Sides = SidesOf(metric, source => new FlowMeasure([new CountNode(Base(metric), chosen, selection.Unit, source)])),
            });
        }

        return selection.Category.Children.Select(child => (selection with { Category = child }).Line(child.Path))
            .Append(selection.Line(selection.Category.Path + OwnSuffix, ownCategory: true));
    }

    private static IEnumerable<Subject> BySource(Selection selection) =>
        SourcesOf(selection.Metric)
            .Where(source => selection.Source is null || source.Id == selection.Source.Id)
            .Select(source => (selection with { Source = source }).Line(source.Id));

    private static IEnumerable<SourceSystem> SourcesOf(Metric metric) => metric.Kind switch
    {
        MetricKind.Selection => Base(metric).Sources,
        MetricKind.Ratio => SourcesOf(Numerator(metric)).Where(source => SourcesOf(Denominator(metric)).Contains(source)),
        _ => metric.Sources,
    };

    private static Measure MeasureOf(Selection selection, bool ownCategory, bool ownUnit)
    {
        (Metric metric, CategoryNode category, UnitNode unit, SourceSystem? source) = selection;
        if (metric.Kind == MetricKind.Ratio)
        {
            return new RatioMeasure(Part(Numerator(metric)), Part(Denominator(metric)));
        }

        if (metric.Kind == MetricKind.Selection)
        {
            return new FlowMeasure(FedBy(source, Base(metric)) ? [.. metric.Select.Select(chosen => new CountNode(Base(metric), chosen, unit, source))] : [], ownUnit: ownUnit);
        }

        CountNode node = new(metric, category, unit, source);
        IReadOnlyList<CountNode> nodes = FedBy(source, metric) ? [node] : [];
        return metric.Kind == MetricKind.Flow
            ? new FlowMeasure(nodes, ownCategory, ownUnit)
            : new StockMeasure(nodes, ownCategory ? [.. category.Children.Select(child => node with { Category = child })] : ownUnit ? [.. unit.Children.Select(child => node with { Unit = child })] : []);

        Measure Part(Metric part) => MeasureOf(selection with { Metric = part, Category = part.Categories[0] }, ownCategory, ownUnit);
    }

    /// <summary>The two sources of a metric, or of the flow it selects from, that tell the same fact.</summary>
    public static ReconciledSources? ReconciledOf(Metric metric) => metric.Kind == MetricKind.Selection ? Base(metric).Reconcile : metric.Reconcile;

    private static SourceSides? SidesOf(Metric metric, Func<SourceSystem, Measure> measureOf) =>
        ReconciledOf(metric) is { } pair ? new SourceSides(pair.Counted.Id, measureOf(pair.Counted), pair.Against.Id, measureOf(pair.Against)) : null;

    // A source that does not feed the metric has nothing to say about it: no node, so the figure is unknown, not zero.
    private static bool FedBy(SourceSystem? source, Metric metric) => source is null || metric.Sources.Contains(source);

    // The catalogue's loader has checked that a selection has a base, and a ratio its two parts.
    private static Metric Base(Metric metric) => metric.Of!;

    private static Metric Numerator(Metric metric) => metric.Numerator!;

    private static Metric Denominator(Metric metric) => metric.Denominator!;

    private static QueryException UnknownCategory(Metric metric, string category) => new(
        "unknown_category",
        "category",
        metric.Kind is MetricKind.Selection or MetricKind.Ratio
            ? $"metric '{metric.Id}' is a {(metric.Kind == MetricKind.Ratio ? "ratio" : "selection")} and has no category '{category}'; leave the category out."
            : $"metric '{metric.Id}' has no category '{category}'; see /api/v1/catalog for its tree.");

    private sealed record Selection(Metric Metric, CategoryNode Category, UnitNode Unit, SourceSystem? Source)
    {
        public Subject Line(string? key, bool ownCategory = false, bool ownUnit = false) =>
            new(Metric, Unit.Code, Category.Path, Source?.Id, key, MeasureOf(this, ownCategory, ownUnit), ownCategory || ownUnit)
            {
                Sides = SidesOf(Metric, source => MeasureOf(this with { Source = source }, ownCategory, ownUnit)),
            };
    }
}
