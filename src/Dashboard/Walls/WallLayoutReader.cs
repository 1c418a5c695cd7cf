using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Walls;

/// <summary>Reads one layout file strictly and holds it against a catalogue. All mistakes of the file are told at once, each at its place.</summary>
public static class WallLayoutReader
{
    /// <summary>Most panels on one wall.</summary>
    public const int MaximumPanels = 64;

    /// <summary>Reads the text of <paramref name="file"/>; the name of the file without its ending must be the wall's id.</summary>
    /// <exception cref="ConfigurationException">The layout cannot be used; carries every mistake.</exception>
    public static WallLayout Read(string file, string text, Catalogue catalogue)
    {
        MistakeList mistakes = new(file);
        WallLayout? layout = StrictYaml.Parse(text, mistakes) is { } map ? new Reading(map, catalogue, mistakes).Layout() : null;
        mistakes.ThrowIfAny();
        return layout ?? throw new InvalidOperationException("A layout without mistakes was not read.");
    }

    private static readonly Dictionary<string, PanelKind> Kinds = new(StringComparer.Ordinal)
    {
        ["headline"] = PanelKind.Headline,
        ["trend"] = PanelKind.Trend,
        ["ranking"] = PanelKind.Ranking,
        ["shares"] = PanelKind.Shares,
        ["heatmap"] = PanelKind.Heatmap,
        ["sources"] = PanelKind.Sources,
        ["clock"] = PanelKind.Clock,
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

    /// <summary>One pass over one file.</summary>
    private sealed class Reading(YamlMap map, Catalogue catalogue, MistakeList mistakes)
    {
        public WallLayout Layout()
        {
            string id = map.RequiredString("id") ?? "";
            if (id.Length > 0 && id != Path.GetFileNameWithoutExtension(mistakes.File))
            {
                map.Report("id", $"id '{id}' differs from the file's name; name the file {id}.yaml or the wall {Path.GetFileNameWithoutExtension(mistakes.File)}.");
            }

            string title = map.RequiredString("title") ?? "";
            WallLayout layout = new(
                id,
                title,
                map.OptionalString("titleEn") ?? title,
                map.RequiredInt("width", 320, 16_384) ?? 0,
                map.RequiredInt("height", 240, 16_384) ?? 0,
                Positive("pixelPitchMm", 100),
                Positive("viewDistanceM", 1_000),
                Unit(),
                columns,
                rows,
                Panels());
            map.RefuseUnread();
            return layout;
        }

        private decimal? Positive(string key, decimal maximum)
        {
            decimal? number = map.OptionalDecimal(key);
            if (number is <= 0 || number > maximum)
            {
                map.Report(key, $"{key} {number} is out of range; use more than 0, up to {maximum}.");
            }

            return number;
        }

        private string? Unit()
        {
            string? code = map.OptionalString("unit");
            if (code is not null && catalogue.FindUnit(code) is null)
            {
                map.Report("unit", $"unit '{code}' is not in the catalogue; use a unit's code, or leave the key out for the topmost unit.");
            }

            return code;
        }

        private List<WallPanel> Panels()
        {
            List<WallPanel> panels = [];
            foreach (YamlMap item in map.RequiredMaps("panels"))
            {
                WallPanel panel = new PanelReading(item, catalogue).Panel();
                item.RefuseUnread();
                CheckPlace(item, panel, panels);
                panels.Add(panel);
            }

            if (panels.Count > MaximumPanels)
            {
                map.Report("panels", $"{panels.Count} panels are more than {MaximumPanels}; spread them over several walls.");
            }

            return panels;
        }

        private void CheckPlace(YamlMap item, WallPanel panel, List<WallPanel> before)
        {
            if (before.Find(other => other.Id == panel.Id && panel.Id.Length > 0) is not null)
            {
                item.Report("id", $"panel id '{panel.Id}' is used twice; give every panel its own.");
            }

            if (panel.X + panel.W > columns || panel.Y + panel.H > rows)
            {
                mistakes.Add(item, $"panel '{panel.Id}' reaches column {panel.X + panel.W} and row {panel.Y + panel.H} of a grid of {columns} × {rows}; move it or make it smaller.");
            }

            if (before.Find(panel.Overlaps) is { } neighbour)
            {
                mistakes.Add(item, $"panel '{panel.Id}' overlaps panel '{neighbour.Id}'; move one of them.");
            }
        }

        private readonly int columns = map.RequiredInt("columns", 1, 96) ?? 96;
        private readonly int rows = map.RequiredInt("rows", 1, 96) ?? 96;
    }

    /// <summary>One panel: first its place, then what its kind asks for.</summary>
    private sealed class PanelReading(YamlMap map, Catalogue catalogue)
    {
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
            };
            switch (kind)
            {
                case PanelKind.Headline:
                    return Figures(panel, null);
                case PanelKind.Ranking or PanelKind.Shares:
                    return Figures(panel, map.RequiredChoice("by", Splits));
                case PanelKind.Trend:
                    return Curve(panel, map.OptionalChoice("grain", Grains) ?? TrendGrain.Hour, "today");
                case PanelKind.Heatmap:
                    return Curve(panel, null, "last-28d");
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

            if (panel.Kind == PanelKind.Shares)
            {
                RequireCounted(metric, "Shares");
            }

            string? period = map.RequiredString("period");
            CheckSpelling("period", period);
            return panel with { Metric = metric?.Id, Category = category?.Path ?? "", By = by, Period = period, Compare = Compare() };
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

        private static readonly string[] AnyKindKeys = ["metric", "category", "by", "period", "compare", "grain", "span"];
    }
}
