using System.Text.RegularExpressions;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Reports.Schedules;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>Reads one outline (<c>reports/monthly.yaml</c>, <c>weekly.yaml</c>, <c>yearly.yaml</c>) strictly: docs/formats/reports.md.</summary>
public static partial class OutlineReader
{
    private const int MostSections = 60;
    private const int MostLevels = 3;
    private const int MostSubjects = 40;

    private static readonly Dictionary<string, PublicProfile> Profiles = new(StringComparer.Ordinal)
    {
        ["none"] = PublicProfile.None,
        ["suppress"] = PublicProfile.Suppress,
        ["rates-only"] = PublicProfile.RatesOnly,
    };

    private static readonly Dictionary<string, TableSplit> Splits = new(StringComparer.Ordinal)
    {
        ["unit"] = TableSplit.Unit,
        ["category"] = TableSplit.Category,
    };

    private static readonly Dictionary<string, ChartKind> Charts = new(StringComparer.Ordinal)
    {
        ["trend"] = ChartKind.Trend,
        ["ranking"] = ChartKind.Ranking,
        ["heatmap"] = ChartKind.Heatmap,
        ["shares"] = ChartKind.Shares,
        ["waterfall"] = ChartKind.Waterfall,
        ["multiples"] = ChartKind.Multiples,
    };

    /// <summary>Reads the text of <paramref name="file"/>; the file's name without its ending is the edition.</summary>
    /// <exception cref="ConfigurationException">With every mistake.</exception>
    public static ReportOutline Read(string file, string text, Catalogue catalogue)
    {
        MistakeList mistakes = new(file);
        ReportOutline? outline = StrictYaml.Parse(text, mistakes) is { } map ? new Reading(map, catalogue, mistakes).Outline(text) : null;
        mistakes.ThrowIfAny();
        return outline ?? throw new InvalidOperationException("An outline without mistakes was not read.");
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_\-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    /// <summary>One pass over one file.</summary>
    private sealed class Reading(YamlMap root, Catalogue catalogue, MistakeList mistakes)
    {
        private readonly HashSet<string> sectionIds = new(StringComparer.Ordinal);
        private readonly HashSet<string> scheduleIds = new(StringComparer.Ordinal);
        private readonly HashSet<string> blockIds = new(StringComparer.Ordinal);
        private int sections;

        public ReportOutline? Outline(string text)
        {
            string name = Path.GetFileNameWithoutExtension(mistakes.File);
            if (!ReportEditions.All.TryGetValue(name, out ReportEdition edition))
            {
                mistakes.Add(root, $"'{name}' is no edition; name the file one of {string.Join(", ", ReportEditions.All.Keys.Select(word => word + ".yaml"))}.");
            }

            string title = root.RequiredString("title") ?? "";
            string? subtitle = root.OptionalString("subtitle");
            ReportOutline outline = new()
            {
                Edition = edition,
                Title = new OutlineTitle(title, root.OptionalString("titleEn") ?? title),
                Subtitle = new OutlineTitle(subtitle ?? "", root.OptionalString("subtitleEn") ?? subtitle ?? ""),
                Public = root.OptionalChoice("public", Profiles) ?? PublicProfile.None,
                Sections = [.. root.RequiredMaps("sections").Select(map => Section(map, 1))],
                Schedules = [.. root.OptionalMaps("schedules").Select(Schedule).OfType<ReportSchedule>()],
                Text = text,
            };
            root.RefuseUnread();
            return outline;
        }

        private OutlineSection Section(YamlMap map, int level)
        {
            if (++sections > MostSections)
            {
                mistakes.Add(map, $"more than {MostSections} sections; a report of this length is read by nobody.");
            }

            string id = Id(map, sectionIds);
            OutlineTitle title = Title(map);
            OutlineBlock[] content = [.. map.OptionalMaps("content").Select(Block).OfType<OutlineBlock>()];
            YamlMap[] below = [.. map.OptionalMaps("sections")];
            if (below.Length > 0 && level == MostLevels)
            {
                map.Report("sections", $"sections are nested more than {MostLevels} deep.");
                below = [];
            }

            OutlineSection section = new(id, title, content, [.. below.Select(child => Section(child, level + 1))]);
            map.RefuseUnread();
            return section;
        }

        private OutlineBlock? Block(YamlMap map)
        {
            string? kind = map.OptionalWord("kind", ["sentences", "table", "areas", "types", "hours", "distribution", "chart", "alerts", "restatements", "manual", "text", "definitions"]);
            OutlineBlock? block = kind switch
            {
                "sentences" => new SentencesBlock(Subjects(map)),
                "table" => Table(map),
                "areas" => One(map) is { } subject ? new AreasBlock(subject) : null,
                "types" => Parted(map) is { } subject ? new TypesBlock(subject, map.OptionalInt("most", 1, 20) ?? 5) : null,
                "hours" => One(map) is { } subject && Curved(map, subject) ? new HoursBlock(subject) : null,
                "distribution" => Distribution(map),
                "chart" => Chart(map),
                "alerts" => new AlertsBlock(Id(map, blockIds), Title(map)),
                "restatements" => new RestatementsBlock(Id(map, blockIds), Title(map)),
                "manual" => new ManualBlock(Id(map, blockIds), Title(map)),
                "text" => new TextBlock(Text(map)),
                "definitions" => new DefinitionsBlock(),
                _ => null,
            };
            if (kind is null && !map.Has("kind"))
            {
                map.Report("kind", "required key 'kind' is missing.");
            }

            map.RefuseUnread();
            return block;
        }

        private FiguresTable? Table(YamlMap map)
        {
            string id = Id(map, blockIds);
            OutlineTitle title = Title(map);
            TableSplit split = map.OptionalChoice("by", Splits) ?? TableSplit.None;
            int depth = map.OptionalInt("depth", 1, 3) ?? 1;
            if (split == TableSplit.None)
            {
                IReadOnlyList<OutlineSubject> subjects = Subjects(map);
                if (subjects.Select(subject => subject.Metric.Kind == MetricKind.Ratio).Distinct().Count() > 1)
                {
                    map.Report("metrics", "ratios and counts are in one table; give ratios one of their own, since they are compared in points.");
                }

                return subjects.Count == 0 ? null : new FiguresTable(id, title, subjects, split, depth);
            }

            return (split == TableSplit.Category ? Parted(map) : One(map)) is { } whole ? new FiguresTable(id, title, [whole], split, depth) : null;
        }

        private DistributionBlock? Distribution(YamlMap map)
        {
            string id = Id(map, blockIds);
            OutlineTitle title = Title(map);
            int within = map.OptionalInt("within", 1, 20) ?? 1;
            return Parted(map) is { } subject ? new DistributionBlock(id, title, subject, within) : null;
        }

        private ChartOutline? Chart(YamlMap map)
        {
            string id = Id(map, blockIds);
            OutlineTitle title = Title(map);
            ChartKind? kind = map.RequiredChoice("chart", Charts);
            OutlineSubject? subject = kind is ChartKind.Shares or ChartKind.Waterfall ? Parted(map) : One(map);
            return kind is { } known && subject is not null && (known == ChartKind.Ranking || Curved(map, subject)) ? new ChartOutline(id, title, known, subject) : null;
        }

        private ReportSchedule? Schedule(YamlMap map)
        {
            string id = Id(map, scheduleIds);
            string[] units = [.. map.RequiredStrings("units").Where(unit => Known(unit, catalogue.FindUnit(unit.Value) is not null, "unit")).Select(unit => unit.Value)];
            ReportSchedule schedule = new()
            {
                Id = id,
                Units = units,
                WorkingDay = map.RequiredInt("workingDay", 1, 20) ?? 1,
                At = map.OptionalTime("at") ?? new LocalTime(9, 0),
                Profile = map.OptionalWord("profile", ["internal", "public"]) ?? "internal",
                Publish = map.OptionalBool("publish") ?? false,
                Receivers = [.. map.OptionalStrings("receivers").Select(receiver => receiver.Value)],
                Format = map.OptionalWord("format", ["docx", "xlsx", "pdf", "csv"]) ?? "docx",
            };
            map.RefuseUnread();
            return schedule;
        }

        private IReadOnlyList<OutlineSubject> Subjects(YamlMap map)
        {
            IReadOnlyList<YamlText> names = map.RequiredStrings("metrics");
            if (names.Count > MostSubjects)
            {
                map.Report("metrics", $"{names.Count} metrics are more than {MostSubjects}.");
            }

            return [.. names.Select(name => Metric(name)).OfType<Metric>().Select(metric => new OutlineSubject(metric, metric.Categories[0]))];
        }

        private OutlineSubject? One(YamlMap map)
        {
            string? path = map.OptionalString("category");
            if (map.RequiredString("metric") is not { } id)
            {
                return null;
            }

            if (catalogue.FindMetric(id) is not { } metric)
            {
                map.Report("metric", $"metric '{id}' is not in the catalogue.");
                return null;
            }

            if (metric.FindCategory(path ?? "") is { } category)
            {
                return new OutlineSubject(metric, category);
            }

            map.Report("category", $"metric '{id}' has no category '{path}'.");
            return null;
        }

        private OutlineSubject? Parted(YamlMap map)
        {
            if (One(map) is not { } subject)
            {
                return null;
            }

            if (subject.Metric.Kind == MetricKind.Selection || (subject.Metric.Kind != MetricKind.Ratio && subject.Category.Children.Count > 0))
            {
                return subject;
            }

            map.Report("metric", $"'{subject.Metric.Id}' has no categories here that it could be split into.");
            return null;
        }

        private static bool Curved(YamlMap map, OutlineSubject subject)
        {
            if (subject.Metric.Kind is MetricKind.Flow or MetricKind.Selection)
            {
                return true;
            }

            map.Report("metric", $"'{subject.Metric.Id}' is not counted over time; use a flow or a selection.");
            return false;
        }

        private Metric? Metric(YamlText name) => Known(name, catalogue.FindMetric(name.Value) is not null, "metric") ? catalogue.FindMetric(name.Value) : null;

        private bool Known(YamlText name, bool isKnown, string what)
        {
            if (!isKnown)
            {
                mistakes.Add(name, $"{what} '{name.Value}' is not in the catalogue.");
            }

            return isKnown;
        }

        private static OutlineTitle Title(YamlMap map)
        {
            string title = map.RequiredString("title") ?? "";
            return new OutlineTitle(title, map.OptionalString("titleEn") ?? title);
        }

        private static OutlineTitle Text(YamlMap map)
        {
            string text = map.RequiredString("text") ?? "";
            return new OutlineTitle(text, map.OptionalString("textEn") ?? text);
        }

        private static string Id(YamlMap map, HashSet<string> ids)
        {
            string? id = map.RequiredString("id");
            if (id is not null && !IdPattern().IsMatch(id))
            {
                map.Report("id", $"id '{id}' is not usable; write 1 to 40 lower-case letters, digits, '_' and '-', a letter first.");
            }
            else if (id is not null && !ids.Add(id))
            {
                map.Report("id", $"'{id}' is the id of something else in this file; give each its own.");
            }

            return id ?? "";
        }
    }
}
