using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Walls;

/// <summary>Resolves the codes of a layout to names for one catalogue and unit.</summary>
internal static class WallDocumentBuilder
{
    /// <summary>Builds the document; what the catalogue no longer knows stays as its code.</summary>
    public static WallDocument Build(WallLayout layout, UnitNode unit, Catalogue catalogue, bool demo)
    {
        WallDocument document = Resolve(layout, unit, catalogue, demo);
        return document with { ServerVersion = ServerVersion.Of(document) };
    }

    private static WallDocument Resolve(WallLayout layout, UnitNode unit, Catalogue catalogue, bool demo) => new(
        layout.Id,
        layout.Title,
        layout.TitleEn,
        layout.Width,
        layout.Height,
        layout.PixelPitchMm,
        layout.ViewDistanceM,
        layout.Columns,
        layout.Rows,
        new NamedCode(unit.Code, unit.Name, unit.NameEn),
        demo,
        catalogue.Calendar.Zone.Id,
        (int)catalogue.Calendar.WeekStart,
        "",
        [.. layout.Panels.Select(panel => Panel(panel, unit, catalogue))]);

    private static PanelDocument Panel(WallPanel panel, UnitNode unit, Catalogue catalogue)
    {
        Metric? metric = panel.Metric is null ? null : catalogue.FindMetric(panel.Metric);
        CategoryNode? category = metric?.FindCategory(panel.Category);
        (string title, string titleEn) = Titles(panel, metric, category);
        return new PanelDocument(
            panel.Id,
            LowerCase(panel.Kind),
            panel.X,
            panel.Y,
            panel.W,
            panel.H,
            title,
            titleEn,
            metric is null ? null : Describe(metric),
            panel.Category,
            panel.Category.Length == 0 ? null : category?.Name ?? panel.Category,
            panel.Category.Length == 0 ? null : category?.NameEn ?? panel.Category,
            panel.By is { } by ? LowerCase(by) : null,
            panel.Period,
            panel.Compare,
            panel.Grain,
            panel.Span,
            Rows(panel, unit, metric, category));
    }

    private static PanelMetric Describe(Metric metric) => new(
        metric.Id,
        metric.Name,
        metric.NameEn,
        LowerCase(metric.Kind),
        metric.Unit,
        LowerCase(metric.Polarity),
        metric.Definition,
        metric.DefinitionEn,
        [.. SourcesOf(metric).Select(source => source.Id).Distinct(StringComparer.Ordinal)]);

    /// <summary>The sources of what a metric is made of: a selection's base, both parts of a ratio.</summary>
    private static IEnumerable<SourceSystem> SourcesOf(Metric metric)
    {
        Metric?[] parts = [metric.Of, metric.Numerator, metric.Denominator];
        return metric.Sources.Concat(parts.OfType<Metric>().SelectMany(SourcesOf));
    }

    private static (string Zh, string En) Titles(WallPanel panel, Metric? metric, CategoryNode? category)
    {
        (string zh, string en) = panel.Kind switch
        {
            PanelKind.Sources => ("数据源", "Sources"),
            PanelKind.Clock => ("时间", "Clock"),
            _ => (metric?.Name ?? panel.Metric ?? panel.Id, metric?.NameEn ?? panel.Metric ?? panel.Id),
        };
        if (panel.Category.Length > 0 && category is not null)
        {
            (zh, en) = ($"{zh} · {category.Name}", $"{en} · {category.NameEn}");
        }

        if ((panel.Period ?? panel.Span) is { } period)
        {
            (string periodZh, string periodEn) = PeriodWords.Of(period);
            (zh, en) = ($"{zh} · {periodZh}", $"{en} · {periodEn}");
        }

        return (panel.Title ?? zh, panel.TitleEn ?? (panel.Title is null ? en : panel.Title));
    }

    private static IReadOnlyList<PanelRow> Rows(WallPanel panel, UnitNode unit, Metric? metric, CategoryNode? category) => panel.By switch
    {
        SplitBy.Unit =>
        [
            .. unit.Children.Select(child => new PanelRow(child.Code, child.Name, child.NameEn)),
            new PanelRow(unit.Code + "/~", $"{unit.Name}(本级)", $"{unit.NameEn} (itself)"),
        ],
        // A selection is split into what it selects, and nothing stands at itself.
        SplitBy.Category when metric?.Kind == MetricKind.Selection => [.. metric.Select.Select(chosen => new PanelRow(chosen.Path, chosen.Name, chosen.NameEn))],
        SplitBy.Category when category is not null =>
        [
            .. category.Children.Select(child => new PanelRow(child.Path, child.Name, child.NameEn)),
            new PanelRow(category.Path + "/~", "未细分", "Not specified"),
        ],
        _ => [],
    };

    private static string LowerCase<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
