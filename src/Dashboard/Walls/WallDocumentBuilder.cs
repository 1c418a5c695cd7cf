using NodaTime.Text;
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
        [.. layout.Panels.Select(panel => Panel(panel, unit, catalogue))])
    {
        Seams = layout.Seams,
        Pages = layout.Pages,
        RotateSeconds = (int)layout.Rotate.TotalSeconds,
        Night = layout.Night is { } night ? new NightDocument(Clock.Format(night.From), Clock.Format(night.To), night.Brightness) : null,
        Orbit = layout.Orbit,
        RiseFallCN = layout.RiseFallCN,
        Sound = layout.Sound,
        Shift = Clock.Format(layout.Shift),
        Places = layout.Panels.Any(panel => panel.Kind == PanelKind.Alerts)
            ? [.. catalogue.Units.Where(unit.Contains).Take(MaximumPlaces).Select(place => new NamedCode(place.Code, place.Name, place.NameEn))]
            : [],
    };

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
            Rows(panel, unit, metric, category))
        {
            Page = panel.Page,
            Metrics = [.. panel.Metrics.Select(catalogue.FindMetric).OfType<Metric>().Select(Describe)],
            Map = panel.Map,
            Within = panel.Within,
            Band = panel.Band,
        };
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
            PanelKind.Alerts => ("预警", "Alerts"),
            PanelKind.Cases => ("案件", "Cases"),
            PanelKind.Disputes => ("矛盾纠纷", "Disputes"),
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

    /// <summary>Beyond so many a place is shown by its code.</summary>
    private const int MaximumPlaces = 500;

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static string LowerCase<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
