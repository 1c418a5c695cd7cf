using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Walls;

/// <summary>One panel: first its place, then what its kind asks for.</summary>
internal sealed class WallPanelReader(YamlMap map, Catalogue catalogue, int pages)
{
    private static readonly Dictionary<string, PanelKind> Kinds = new(StringComparer.Ordinal)
    {
        ["headline"] = PanelKind.Headline,
        ["trend"] = PanelKind.Trend,
        ["ranking"] = PanelKind.Ranking,
        ["shares"] = PanelKind.Shares,
        ["heatmap"] = PanelKind.Heatmap,
        ["sources"] = PanelKind.Sources,
        ["clock"] = PanelKind.Clock,
        ["map"] = PanelKind.Map,
        ["vice"] = PanelKind.Vice,
        ["cases"] = PanelKind.Cases,
        ["disputes"] = PanelKind.Disputes,
        ["dispatch"] = PanelKind.Dispatch,
        ["alerts"] = PanelKind.Alerts,
    };

    private static readonly Dictionary<string, SplitBy> Splits = new(StringComparer.Ordinal)
    {
        ["unit"] = SplitBy.Unit,
        ["category"] = SplitBy.Category,
    };

    private static readonly Dictionary<string, TrendGrain> Grains = new(StringComparer.Ordinal)
    {
        ["hour"] = TrendGrain.Hour,
        ["day"] = TrendGrain.Day,
    };

    /// <summary>Reads it; every mistake is told at its place.</summary>
    public WallPanel Panel()
    {
        PanelKind? kind = map.RequiredChoice("kind", Kinds);
        WallPanel panel = new(
            map.RequiredString("id") ?? "",
            kind ?? PanelKind.Clock,
            map.RequiredInt("x", 0, 95) ?? 0,
            map.RequiredInt("y", 0, 95) ?? 0,
            map.RequiredInt("w", 1, 96) ?? 1,
            map.RequiredInt("h", 1, 96) ?? 1)
        {
            Title = map.OptionalString("title"),
            TitleEn = map.OptionalString("titleEn"),
            Page = Page(),
        };
        switch (kind)
        {
            case PanelKind.Headline:
                return Figures(panel, null);
            case PanelKind.Ranking or PanelKind.Shares:
                return Figures(panel, map.RequiredChoice("by", Splits));
            case PanelKind.Trend:
                return Band(Curve(panel, map.OptionalChoice("grain", Grains) ?? TrendGrain.Hour, "today"));
            case PanelKind.Heatmap:
                return Curve(panel, null, "last-28d");
            case PanelKind.Vice:
                return Figures(panel, SplitBy.Category);
            case PanelKind.Dispatch:
                return Within(Figures(panel, SplitBy.Category));
            case PanelKind.Map:
                return Figures(panel, SplitBy.Unit) with { Map = MapName() };
            case PanelKind.Cases or PanelKind.Disputes:
                return Several(panel);
            case null:
                // The kind is already told as a mistake; whatever else stands here cannot be judged without it.
                _ = AnyKindKeys.Select(map.Has).Count();
                return panel;
            default:
                return panel;
        }
    }

    private WallPanel Figures(WallPanel panel, SplitBy? by)
    {
        (Metric? metric, CategoryNode? category) = Node();
        if (by == SplitBy.Category && metric is not null && category is { Children.Count: 0 } && metric.Select.Count == 0)
        {
            map.Report("by", $"metric '{metric.Id}' has no categories below '{category.Path}'; split by unit, or choose a metric with a category tree.");
        }

        if (panel.Kind is PanelKind.Shares or PanelKind.Vice or PanelKind.Dispatch)
        {
            RequireCounted(metric, "Shares");
        }

        string? period = map.RequiredString("period");
        CheckSpelling("period", period);
        return panel with { Metric = metric?.Id, Category = category?.Path ?? "", By = by, Period = period, Compare = Compare() };
    }

    private int? Page()
    {
        int? page = map.OptionalInt("page", 1, 12);
        if (page > pages)
        {
            map.Report("page", $"page {page} is beyond the wall's {pages}; raise pages, or leave the key out for a panel on every page.");
        }

        return page;
    }

    private WallPanel Several(WallPanel panel)
    {
        List<string> metrics = [];
        foreach (YamlText id in map.RequiredStrings("metrics"))
        {
            if (catalogue.FindMetric(id.Value) is null)
            {
                map.Mistakes.Add(id, $"metric '{id.Value}' is not in the catalogue; use a metric's id.");
            }
            else if (metrics.Contains(id.Value))
            {
                map.Mistakes.Add(id, $"metric '{id.Value}' is named twice; name each once.");
            }

            metrics.Add(id.Value);
        }

        if (metrics.Count > MaximumMetrics)
        {
            map.Report("metrics", $"{metrics.Count} metrics are more than {MaximumMetrics}; nobody reads more lines across a room.");
        }

        string? period = map.RequiredString("period");
        CheckSpelling("period", period);
        return panel with { Metrics = metrics, Period = period, Compare = Compare() };
    }

    private WallPanel Within(WallPanel panel)
    {
        string? path = map.OptionalString("within");
        if (path is not null && panel.Metric is not null && catalogue.FindMetric(panel.Metric)?.FindCategory(panel.Category) is { } parent && !parent.Children.Any(child => child.Path == path))
        {
            map.Report("within", $"category '{path}' is not one of the classes shown; use one of {string.Join(", ", parent.Children.Select(child => child.Path))}.");
        }

        return panel with { Within = path };
    }

    private WallPanel Band(WallPanel panel)
    {
        string? method = map.OptionalWord("band", BandMethods);
        if (method is not null && panel.Grain != "day")
        {
            map.Report("band", "band needs grain: day; what is expected is worked out by day.");
        }

        return panel with { Band = method };
    }

    private string? MapName()
    {
        string? name = map.OptionalString("map");
        if (name is not null && !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            map.Report("map", $"map '{name}' is no name of a file; use that of a file in maps/, without its ending.");
        }

        return name;
    }

    private WallPanel Curve(WallPanel panel, TrendGrain? grain, string usualSpan)
    {
        (Metric? metric, CategoryNode? category) = Node();
        RequireCounted(metric, "A curve");
        string? span = map.OptionalString("span");
        CheckSpelling("span", span);
        return panel with
        {
            Metric = metric?.Id,
            Category = category?.Path ?? "",
            Grain = grain switch { TrendGrain.Hour => "hour", TrendGrain.Day => "day", _ => null },
            Span = span ?? usualSpan,
        };
    }

    private (Metric? Metric, CategoryNode? Category) Node()
    {
        string? id = map.RequiredString("metric");
        Metric? metric = id is null ? null : catalogue.FindMetric(id);
        if (id is not null && metric is null)
        {
            map.Report("metric", $"metric '{id}' is not in the catalogue; use a metric's id.");
        }

        // An empty category is allowed here and means all.
        string path = map.Find("category") is YamlText { Value: "" } ? "" : map.OptionalString("category") ?? "";
        CategoryNode? category = metric?.FindCategory(path);
        if (metric is not null && category is null)
        {
            map.Report("category", $"category '{path}' is not in the tree of metric '{metric.Id}'; use a path such as a/b, or leave the key out for all.");
        }

        return (metric, category);
    }

    private IReadOnlyList<string> Compare()
    {
        IReadOnlyList<YamlText> names = map.OptionalStrings("compare");
        foreach (YamlText name in names)
        {
            try
            {
                ComparisonBasis.Parse(name.Value);
            }
            catch (QueryException refused)
            {
                map.Mistakes.Add(name, refused.Message);
            }
        }

        return [.. names.Select(name => name.Value)];
    }

    private void CheckSpelling(string key, string? period)
    {
        if (period is null)
        {
            return;
        }

        try
        {
            // Any moment will do: only running periods move with it, and those are never outside the calendar.
            OfficeCalendar calendar = catalogue.Calendar;
            PeriodParser.Parse(period, StatisticalNow.Of(calendar, calendar.StartOfHour((calendar.FirstHour + calendar.EndHour) / 2)));
        }
        catch (QueryException refused)
        {
            map.Report(key, refused.Message);
        }
    }

    private void RequireCounted(Metric? metric, string what)
    {
        if (metric is { Kind: not (MetricKind.Flow or MetricKind.Selection) })
        {
            map.Report("metric", $"metric '{metric.Id}' is a {metric.Kind.ToString().ToLowerInvariant()}; {what.ToLowerInvariant()} needs a flow or a selection.");
        }
    }

    /// <summary>Most lines of a panel with several metrics.</summary>
    private const int MaximumMetrics = 8;

    /// <summary>Those methods that know what they expect and where their bound is.</summary>
    private static readonly string[] BandMethods = ["farrington", "farrington-flexible", "ears-c1", "ears-c2", "ears-c3"];
    private static readonly string[] AnyKindKeys = ["metric", "metrics", "category", "by", "period", "compare", "grain", "span", "band", "map", "within"];
}
