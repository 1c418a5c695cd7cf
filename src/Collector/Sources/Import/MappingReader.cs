using System.Text;
using NodaTime.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>Reads <c>mapping.yaml</c>: <c>records</c> (events or counts) and under <c>fields</c> how each field is made.</summary>
internal sealed class MappingReader(Catalogue catalogue)
{
    /// <summary>Reads a mapping; mistakes are reported to the map's list.</summary>
    public ImportMapping Read(YamlMap root)
    {
        RecordKind kind = root.OptionalChoice("records", Kinds) ?? RecordKind.Event;
        ImportMapping mapping = root.RequiredMap("fields") is { } fields ? ReadFields(fields, kind, null) : new ImportMapping(kind, [], []);
        root.RefuseUnread();
        return mapping;
    }

    /// <summary>Reads how each field is made.</summary>
    /// <param name="fields">The map of fields.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="source">The source that all rows are of, if they need not say; null = the fields must tell.</param>
    public ImportMapping ReadFields(YamlMap fields, RecordKind kind, string? source)
    {
        FieldTable layout = kind == RecordKind.Event ? RecordLayout.Events : RecordLayout.Figures;
        List<FieldRule> rules = [];
        for (int field = 0; field < layout.Names.Count; field++)
        {
            if (ReadField(fields, layout.Names[field], field) is { } rule)
            {
                rules.Add(rule);
            }
        }

        foreach (int field in kind == RecordKind.Event ? RecordLayout.RequiredOfEvents : RecordLayout.RequiredOfFigures)
        {
            if (field != RecordLayout.Source || source is null)
            {
                fields.Required(layout.Names[field]);
            }
        }

        fields.RefuseUnread();
        CheckCode(fields, "source", code => catalogue.FindSource(code) is not null);
        CheckCode(fields, "metric", code => catalogue.FindMetric(code) is { IsFed: true });
        if (source is not null)
        {
            rules = [.. rules.Select(TakesTypedDates)];
            if (!fields.Has("source"))
            {
                rules.Add(new FieldRule(RecordLayout.Source, [TextPart.Fixed(Encoding.UTF8.GetBytes(source))]));
            }
        }

        return new ImportMapping(kind, rules, columns);

        // A workbook gives its dates in one spelling, whatever its cells look like.
        FieldRule TakesTypedDates(FieldRule rule) => rule switch
        {
            { Times: { } times } => rule with { Times = times with { Patterns = [.. times.Patterns, .. TimeFormats.Iso.Patterns] } },
            { Field: RecordLayout.OccurredAt } when kind == RecordKind.Event => rule with { Times = TimeFormats.Iso },
            _ => rule,
        };
    }

    private FieldRule? ReadField(YamlMap fields, string name, int field)
    {
        switch (fields.Find(name))
        {
            case null:
                return null;
            case YamlText text:
                return new FieldRule(field, ReadTemplate(text, fields.Mistakes));
            case YamlMap rule:
                return ReadRule(rule, name, field);
            case { } other:
                fields.Mistakes.Add(other, $"{name} is {other.Kind}; write a text, or a map with column or text.");
                return null;
        }
    }

    private FieldRule? ReadRule(YamlMap rule, string name, int field)
    {
        string? column = rule.OptionalString("column");
        YamlText? template = rule.Find("text") as YamlText;
        if (column is null == template is null)
        {
            rule.Mistakes.Add(rule, $"{name} needs either column or text.");
        }

        Utf8Table<byte[]>? values = ReadValues(rule);
        string? otherwise = rule.OptionalString("otherwise");
        if (otherwise is not null && values is null)
        {
            rule.Report("otherwise", "otherwise has no meaning without values.");
        }

        TextSplit? split = ReadSplit(rule);
        string? empty = rule.OptionalString("default");
        TimeFormats? times = ReadTimes(rule, name);
        rule.RefuseUnread();
        IReadOnlyList<TextPart> parts = column is not null ? [TextPart.OfColumn(ColumnIndex(column))]
            : template is not null ? ReadTemplate(template, rule.Mistakes)
            : [];
        return new FieldRule(field, parts)
        {
            Split = split,
            Values = values,
            Otherwise = otherwise is null ? null : Encoding.UTF8.GetBytes(otherwise),
            Default = empty is null ? null : Encoding.UTF8.GetBytes(empty),
            Times = times,
        };
    }

    private static TextSplit? ReadSplit(YamlMap rule)
    {
        YamlText? separator = rule.Find("split") as YamlText;
        int? part = rule.OptionalInt("part", 1, 64);
        if (separator is null == part is null)
        {
            return separator is null ? null : new TextSplit(Encoding.UTF8.GetBytes(separator.Value), part!.Value); // both are there
        }

        rule.Mistakes.Add(rule, "split and part belong together; write e.g. split: \"-\", part: 2.");
        return null;
    }

    private static Utf8Table<byte[]>? ReadValues(YamlMap rule)
    {
        if (rule.OptionalMap("values") is not { } values)
        {
            return null;
        }

        Dictionary<string, byte[]> replaced = new(StringComparer.Ordinal);
        foreach (YamlEntry entry in values.Entries)
        {
            if (entry.Value is YamlText text)
            {
                replaced[entry.Key.Value] = Encoding.UTF8.GetBytes(text.IsNull ? "" : text.Value);
            }
            else
            {
                values.Mistakes.Add(entry.Value, $"{entry.Key.Value} is {entry.Value.Kind} where a text is expected.");
            }
        }

        return new Utf8Table<byte[]>(replaced);
    }

    private static TimeFormats? ReadTimes(YamlMap rule, string name)
    {
        IReadOnlyList<string> formats = rule.Find("format") is YamlList ? [.. rule.OptionalStrings("format").Select(text => text.Value)]
            : rule.OptionalString("format") is { } one ? [one]
            : [];
        BucketGrain? grain = rule.OptionalChoice("grain", Grains);
        bool isPeriod = name == "period";
        if ((formats.Count > 0 && name != "occurredAt" && !isPeriod) || (grain is not null && !isPeriod))
        {
            rule.Report(grain is null ? "format" : "grain", grain is null ? "format is for occurredAt and period only." : "grain is for period only.");
            return null;
        }

        if (isPeriod && formats.Count > 0 && grain is null)
        {
            rule.Report("format", "a period with a format needs grain too; write e.g. format: \"uuuu'年'M'月'\", grain: month.");
            return null;
        }

        LocalDateTimePattern[] patterns = [.. formats.Select(format => ReadPattern(rule, format)).OfType<LocalDateTimePattern>()];
        return patterns.Length > 0 ? new TimeFormats(patterns, grain)
            : grain is not null ? TimeFormats.Iso with { Grain = grain }
            : null;
    }

    private static LocalDateTimePattern? ReadPattern(YamlMap rule, string format)
    {
        try
        {
            return LocalDateTimePattern.CreateWithInvariantCulture(format);
        }
        catch (InvalidPatternException wrong)
        {
            rule.Report("format", $"format '{format}' cannot be used: {wrong.Message.TrimEnd('.')}; write e.g. \"uuuu-MM-dd'T'HH:mm\".");
            return null;
        }
    }

    // Text with {row} and {column name} in it. Braces in data are no concern: only the mapping's own text is read this way.
    private List<TextPart> ReadTemplate(YamlText template, MistakeList mistakes)
    {
        List<TextPart> parts = [];
        ReadOnlySpan<char> rest = template.Value;
        while (!rest.IsEmpty)
        {
            int open = rest.IndexOf('{');
            int close = open < 0 ? -1 : rest[open..].IndexOf('}');
            if (open >= 0 && close < 2)
            {
                mistakes.Add(template, $"'{template.Value}' has a brace without a partner or a name; write {{row}} or {{column}}.");
                return parts;
            }

            ReadOnlySpan<char> literal = open < 0 ? rest : rest[..open];
            if (!literal.IsEmpty)
            {
                parts.Add(TextPart.Fixed(Encoding.UTF8.GetBytes(literal.ToString())));
            }

            if (open < 0)
            {
                break;
            }

            string name = rest.Slice(open + 1, close - 1).ToString();
            parts.Add(name == "row" ? TextPart.Row : TextPart.OfColumn(ColumnIndex(name)));
            rest = rest[(open + close + 1)..];
        }

        return parts;
    }

    private static void CheckCode(YamlMap fields, string name, Func<string, bool> isKnown)
    {
        if (fields.Find(name) is YamlText text && !text.Value.Contains('{', StringComparison.Ordinal) && !isKnown(text.Value))
        {
            fields.Mistakes.Add(text, $"{name} '{text.Value}' is not in the catalogue, or cannot be fed.");
        }
    }

    private int ColumnIndex(string name)
    {
        int known = columns.IndexOf(name);
        if (known >= 0)
        {
            return known;
        }

        columns.Add(name);
        return columns.Count - 1;
    }

    private static readonly Dictionary<string, RecordKind> Kinds = new(StringComparer.Ordinal) { ["events"] = RecordKind.Event, ["counts"] = RecordKind.Figure };

    private static readonly Dictionary<string, BucketGrain> Grains = new(StringComparer.Ordinal)
    {
        ["hour"] = BucketGrain.Hour,
        ["day"] = BucketGrain.Day,
        ["month"] = BucketGrain.Month,
        ["year"] = BucketGrain.Year,
    };

    private readonly List<string> columns = [];
}
