using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ledger;

namespace Tongbi.Alerts.RuleTests;

/// <summary>Reads a file of rule tests strictly; every mistake is told at its place.</summary>
public sealed partial class RuleTestReader
{
    /// <summary>Most evaluations of one test.</summary>
    public const int MaximumEvaluations = 100_000;

    /// <summary>Most buckets of one series.</summary>
    public const int MaximumBuckets = 100_000;

    private static readonly string[] Columns = ["at", "rule", "unit", "category", "state", "severity", "value", "message"];

    private RuleTestReader(Catalogue catalogue, RuleSet rules, MistakeList mistakes)
    {
        this.catalogue = catalogue;
        this.rules = rules;
        this.mistakes = mistakes;
    }

    /// <summary>Reads a file and the rules that it names.</summary>
    /// <exception cref="ConfigurationException">The file, or one of rules, has mistakes.</exception>
    public static RuleTestFile Read(string path, Catalogue catalogue)
    {
        MistakeList mistakes = new(path);
        RuleTestFile? file = null;
        if (StrictYaml.Parse(StrictYaml.ReadText(path), mistakes) is { } root)
        {
            string? named = root.RequiredString("rules");
            IReadOnlyList<YamlMap> tests = root.RequiredMaps("tests");
            root.RefuseUnread();
            mistakes.ThrowIfAny();
            string place = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", named ?? "");
            RuleSet rules = RuleSet.Read((Directory.Exists(place) ? ConfigurationPlace.Folder(place) : ConfigurationPlace.File(place)).Read(), catalogue);
            if (rules.Rules.Count == 0)
            {
                root.Report("rules", $"rules '{named}' is neither a file nor a folder of rules beside this file.");
            }

            RuleTestReader reader = new(catalogue, rules, mistakes);
            file = new RuleTestFile(path, rules, [.. tests.Select(reader.Case)]);
        }

        mistakes.ThrowIfAny();
        return file!; // not null: whatever made it null was reported, so the line above has thrown
    }

    private RuleTestCase Case(YamlMap map)
    {
        string name = map.RequiredString("name") ?? "";
        Duration step = map.OptionalDuration("step") ?? Duration.FromHours(1);
        RuleTestSeries[] series = [.. map.RequiredMaps("series").Select(Series).OfType<RuleTestSeries>()];
        List<RuleTestExpectation> table = Table(map);
        Instant start = map.OptionalString("start") is { } text ? Moment(map, "start", text) ?? default : table.Count > 0 ? table[0].At : default;
        if (step <= Duration.Zero)
        {
            map.Report("step", "step is zero; write e.g. PT1H.");
        }
        else if (table.Count > 0 && ((table[^1].At - start) / step > MaximumEvaluations || table[0].At < start))
        {
            map.Report("start", $"from start to the last line of expect there are more than {MaximumEvaluations} steps, or a line stands before start; choose start and step anew.");
        }

        map.RefuseUnread();
        return new RuleTestCase(name, start, step, series, table);
    }

    private RuleTestSeries? Series(YamlMap map)
    {
        Metric? metric = map.RequiredString("metric") is { } id ? catalogue.FindMetric(id) : null;
        string category = map.OptionalString("category") ?? "";
        UnitNode? unit = map.OptionalString("unit") is { } code ? catalogue.FindUnit(code) : catalogue.RootUnit;
        string? source = map.OptionalString("source") ?? (metric is { Sources: [var first, ..] } ? first.Id : null);
        string from = map.RequiredString("from") ?? "";
        string counts = map.RequiredString("counts") ?? "";
        map.RefuseUnread();
        if (metric is not { IsFed: true })
        {
            map.Report("metric", "metric is not one that is fed; name a flow or a stock, for a selection the metric that it selects from.");
            return null;
        }

        if (metric.FindCategory(category) is null || unit is null || metric.Sources.All(one => one.Id != source))
        {
            map.Report("metric", $"category '{category}', unit or source '{source}' of this series is not in the catalogue, or the source does not feed {metric.Id}.");
            return null;
        }

        return Start(from) is not { } start
            ? Refused(map, "from", $"from '{from}' is neither a date nor an hour; write e.g. 2026-03-01 (counts by day) or 2026-03-01T09 (by hour).")
            : Counts(counts) is not { } values
            ? Refused(map, "counts", $"counts '{counts}' is no list of counts; write e.g. \"1 0x22 4 _\": a count, a count so many times, _ for unknown.")
            : new RuleTestSeries(new SeriesKey(source ?? "", metric.Id, category, unit.Code), start.Grain, start.Start, values);
    }

    private static RuleTestSeries? Refused(YamlMap map, string key, string reason)
    {
        map.Report(key, reason);
        return null;
    }

    private (BucketGrain Grain, int Start)? Start(string from)
    {
        OfficeCalendar calendar = catalogue.Calendar;
        if (LocalDatePattern.Iso.Parse(from) is { Success: true, Value: var date })
        {
            int day = OfficeCalendar.DayNumber(date);
            return calendar.CoversDay(day) ? (BucketGrain.Day, day) : null;
        }

        return HourPattern.Parse(from) is { Success: true, Value: var hour } && calendar.Covers(calendar.HourOfLocal(hour)) ? (BucketGrain.Hour, calendar.HourOfLocal(hour)) : null;
    }

    private static List<long?>? Counts(string text)
    {
        List<long?> counts = [];
        foreach (string part in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            Match match = CountPattern().Match(part);
            int times = match.Success && match.Groups["times"].Success ? int.Parse(match.Groups["times"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 1;
            if (!match.Success || counts.Count + times > MaximumBuckets)
            {
                return null;
            }

            long? count = match.Groups["count"].Value == "_" ? null : long.Parse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            counts.AddRange(Enumerable.Repeat(count, times));
        }

        return counts;
    }

    private List<RuleTestExpectation> Table(YamlMap map)
    {
        List<RuleTestExpectation> table = [];
        string text = map.RequiredString("expect") ?? "";
        string[] lines = text.Split('\n');

        // The text begins on the line below its key, if it is a block as it should be.
        int first = map.Find("expect") is YamlText { IsPlain: false } block ? block.Line + 1 : map.Line;
        string[]? header = null;
        for (int index = 0; index < lines.Length; index++)
        {
            string[] cells = lines[index].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0 || cells[0].StartsWith('#'))
            {
                continue;
            }

            if (header is null)
            {
                header = cells;
                if (!header.SequenceEqual(Columns.Take(header.Length)) || header.Length < 5)
                {
                    mistakes.Add(first + index, 1, $"the table's first line must name its columns: {string.Join(' ', Columns)}; those behind state may be left out.");
                    return table;
                }
            }
            else if (Row(first + index, header, cells) is { } row)
            {
                table.Add(row);
            }
        }

        return [.. table.OrderBy(row => row.At)];
    }

    private RuleTestExpectation? Row(int line, string[] header, string[] cells)
    {
        // The last column takes the rest of the line.
        if (header.Length == Columns.Length && cells.Length > header.Length)
        {
            cells = [.. cells.Take(header.Length - 1), string.Join(' ', cells.Skip(header.Length - 1))];
        }

        if (cells.Length != header.Length)
        {
            mistakes.Add(line, 1, $"the line has {cells.Length} cells, the table {header.Length} columns; write - where nothing is expected.");
            return null;
        }

        string? Cell(int column) => column < cells.Length && cells[column] != "-" ? cells[column] : null;
        string rule = cells[1];
        if (rules.Find(rule) is not { } found)
        {
            mistakes.Add(line, 1, $"rule '{rule}' is not among the rules tested.");
            return null;
        }

        if (found.Statistic == RuleStatistic.Age)
        {
            mistakes.Add(line, 1, $"rule '{rule}' looks at the age of sources, which a test has not; test rules on figures.");
            return null;
        }

        if (cells[4] is not ("none" or "pending" or "firing") || (Cell(5) is { } severity && !SeverityWords.All.ContainsKey(severity)))
        {
            mistakes.Add(line, 1, "state is none of none, pending, firing, or severity none of blue, yellow, orange, red, -.");
            return null;
        }

        string unit = Cell(2) ?? found.Unit.Code;
        string category = Cell(3) ?? "";
        if (!found.Units().Any(one => one.Code == unit) || !found.Categories().Any(one => one.Path == category))
        {
            mistakes.Add(line, 1, $"rule '{rule}' has no alert at unit '{unit}' and category '{category}'; its units are {string.Join(", ", found.Units().Take(10).Select(one => one.Code))}.");
            return null;
        }

        if (OffsetDateTimePattern.Rfc3339.Parse(cells[0]) is not { Success: true, Value: var at })
        {
            mistakes.Add(line, 1, $"at '{cells[0]}' is not an instant; write e.g. 2026-03-10T10:00:00+08:00.");
            return null;
        }

        return new RuleTestExpectation(line, at.ToInstant(), rule, unit, category, cells[4], Cell(5), Cell(6), Cell(7));
    }

    private static Instant? Moment(YamlMap map, string key, string text)
    {
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: var moment })
        {
            return moment.ToInstant();
        }

        map.Report(key, $"{key} '{text}' is not an instant; write e.g. \"2026-03-10T10:00:00+08:00\".");
        return null;
    }

    [GeneratedRegex(@"^(?<count>[0-9]{1,9}|_)(x(?<times>[0-9]{1,6}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CountPattern();

    private static readonly LocalDateTimePattern HourPattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH");
    private readonly Catalogue catalogue;
    private readonly RuleSet rules;
    private readonly MistakeList mistakes;
}
