using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Codes;

/// <summary>Reads <c>codes.yaml</c>: per source the tables of its codes, each line with the dates on which it holds.</summary>
internal sealed class CodesReader(Catalogue catalogue)
{
    /// <summary>Longest code of a source, in characters.</summary>
    public const int LongestCode = 64;

    /// <summary>Reads the file; mistakes are reported to the map's list.</summary>
    public void Read(YamlMap root, Dictionary<string, SourceCodes> bySource)
    {
        if (root.RequiredMap("sources") is { } sources)
        {
            foreach (YamlEntry entry in sources.Entries)
            {
                if (catalogue.FindSource(entry.Key.Value) is not { } source)
                {
                    sources.Mistakes.Add(entry.Key, $"source '{entry.Key.Value}' is not in the catalogue.");
                }
                else if (entry.Value is YamlMap map)
                {
                    bySource[source.Id] = ReadSource(map, source);
                }
                else
                {
                    sources.Mistakes.Add(entry.Value, $"{entry.Key.Value} is {entry.Value.Kind} where a map with units or categories is expected.");
                }
            }
        }

        root.RefuseUnread();
    }

    private SourceCodes ReadSource(YamlMap map, SourceSystem source)
    {
        bool holds = map.OptionalBool("hold") ?? true;
        int limit = map.OptionalInt("limit", 1, SourceCodes.MaximumLimit) ?? SourceCodes.DefaultLimit;
        IReadOnlyList<CodeMapping> units = ReadTable(map.Find("units"), "units", map.Mistakes, (line, to) => ReadUnit(line, to));
        Dictionary<string, IReadOnlyList<CodeMapping>> categories = new(StringComparer.Ordinal);
        foreach (YamlEntry entry in map.OptionalMap("categories")?.Entries ?? [])
        {
            bool isAny = entry.Key.Value == SourceCodes.AnyMetric;
            Metric? metric = catalogue.FindMetric(entry.Key.Value);
            if (isAny || IsFed(metric, source))
            {
                categories[entry.Key.Value] = ReadTable(entry.Value, entry.Key.Value, map.Mistakes, (line, to) => ReadCategory(line, to, metric, source));
            }
            else
            {
                map.Mistakes.Add(entry.Key, $"metric '{entry.Key.Value}' is not fed by source {source.Id}; write one of its metrics, or \"*\" for records that name none.");
            }
        }

        map.RefuseUnread();
        return new SourceCodes { Source = source.Id, Holds = holds, Limit = limit, Units = units, Categories = categories };
    }

    // A table is a map (code: target, or a line, or a list of lines with dates) or a list of lines that name their code.
    private static List<CodeMapping> ReadTable(YamlNode? table, string name, MistakeList mistakes, Func<YamlMap, string?, Target?> target)
    {
        List<CodeMapping> lines = [];
        switch (table)
        {
            case null or YamlText { IsNull: true }:
                break;
            case YamlMap byCode:
                foreach (YamlEntry entry in byCode.Entries)
                {
                    ReadLines(entry, byCode, target, lines);
                }

                break;
            case YamlList list:
                foreach (YamlNode item in list.Items)
                {
                    if (item is YamlMap line && line.RequiredString("code") is { } code)
                    {
                        ReadLine(line, code, target, lines);
                    }
                    else if (item is not YamlMap)
                    {
                        mistakes.Add(item, $"{name} has {item.Kind} where a line such as {{ code: \"3301\", to: PS01 }} is expected.");
                    }
                }

                break;
            default:
                mistakes.Add(table, $"{name} is {table.Kind} where a map of codes or a list of lines is expected.");
                break;
        }

        return [.. lines.OrderBy(line => line.Code, StringComparer.Ordinal)];
    }

    private static void ReadLines(YamlEntry entry, YamlMap table, Func<YamlMap, string?, Target?> target, List<CodeMapping> lines)
    {
        IReadOnlyList<YamlNode> values = entry.Value is YamlList list ? list.Items : [entry.Value];
        foreach (YamlNode value in values)
        {
            if (value is YamlMap line)
            {
                ReadLine(line, entry.Key.Value, target, lines);
            }
            else if (value is YamlText { IsNull: false } text && entry.Value is YamlText)
            {
                // The short form is a line that has nothing but a target; mistakes are told at the target's place.
                YamlMap shortForm = new([], table.Mistakes, text.Line, text.Column);
                if (target(shortForm, text.Value) is { } found)
                {
                    Add(new CodeMapping(entry.Key.Value, found.To, found.Metric, null, null, false), text, table.Mistakes, lines);
                }
            }
            else
            {
                table.Mistakes.Add(value, $"code '{entry.Key.Value}' is {value.Kind} where a target, a line or a list of lines is expected.");
            }
        }
    }

    private static void ReadLine(YamlMap line, string code, Func<YamlMap, string?, Target?> target, List<CodeMapping> lines)
    {
        bool isIgnored = line.OptionalBool("ignore") ?? false;
        string? to = line.OptionalString("to");
        if (isIgnored == to is not null)
        {
            line.Mistakes.Add(line, $"code '{code}' needs either to, or ignore: true.");
        }

        LocalDate? from = line.OptionalDate("validFrom");
        LocalDate? until = line.OptionalDate("validTo");
        if (until <= from)
        {
            line.Report("validTo", $"validTo of code '{code}' is not after its validFrom; it is the first date on which the line no longer holds.");
        }

        line.Find("code");
        Target? found = isIgnored ? new Target("", "") : target(line, to);
        line.RefuseUnread();
        if (found is { } known)
        {
            Add(new CodeMapping(code, known.To, known.Metric, from, until, isIgnored), line, line.Mistakes, lines);
        }
    }

    private static void Add(CodeMapping line, YamlNode place, MistakeList mistakes, List<CodeMapping> lines)
    {
        if (line.Code.Length is 0 or > LongestCode)
        {
            mistakes.Add(place, $"a code has 1 to {LongestCode} characters.");
        }
        else if (lines.Exists(other => other.Code == line.Code && other.Overlaps(line)))
        {
            mistakes.Add(place, $"code '{line.Code}' has two lines that hold on the same date; end the earlier one with validTo where the later one begins.");
        }
        else
        {
            lines.Add(line);
        }
    }

    private Target? ReadUnit(YamlMap line, string? to)
    {
        if (to is null)
        {
            return null;
        }

        if (catalogue.FindUnit(to) is null)
        {
            Report(line, $"unit '{to}' is not in the catalogue.");
        }

        return new Target(to, "");
    }

    private Target? ReadCategory(YamlMap line, string? to, Metric? ofTable, SourceSystem source)
    {
        string? named = line.OptionalString("metric");
        Metric? metric = named is null ? ofTable ?? OnlyMetric(source) : catalogue.FindMetric(named);
        if (!IsFed(metric, source))
        {
            Report(line, named is null ? "the line needs a metric: the source feeds several." : $"metric '{named}' is not fed by source {source.Id}.");
            return null;
        }

        if (to is null)
        {
            return null;
        }

        // A category's path is never empty; a slash alone stands for the root.
        string path = to == "/" ? "" : to;
        if (metric!.FindCategory(path) is null) // not null: IsFed says so
        {
            Report(line, $"category '{to}' is not in the tree of metric {metric.Id}; write a path such as a/b, or \"/\" for the root.");
        }

        return new Target(path, metric == ofTable ? "" : metric.Id);
    }

    private static void Report(YamlMap line, string reason) => line.Report("to", reason);

    private Metric? OnlyMetric(SourceSystem source)
    {
        Metric[] firstTwo = [.. catalogue.Metrics.Where(metric => IsFed(metric, source)).Take(2)];
        return firstTwo.Length == 1 ? firstTwo[0] : null;
    }

    private static bool IsFed(Metric? metric, SourceSystem source) => metric is { IsFed: true } && metric.Sources.Contains(source);

    private readonly record struct Target(string To, string Metric);
}
