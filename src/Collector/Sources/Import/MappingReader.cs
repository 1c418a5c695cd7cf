using System.Text;
using NodaTime.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>Reads <c>mapping.yaml</c>: <c>records</c> (events or counts) and under <c>fields</c> how each field is made.</summary>
internal sealed class MappingReader(Catalogue catalogue)
{
    /// <summary>Reads a mapping; mistakes are reported to the map's list.</summary>
    public ImportMapping Read(YamlMap root)
    {
        RecordKind kind = root.OptionalChoice("records", Kinds) ?? RecordKind.Event;
        FieldTable layout = kind == RecordKind.Event ? RecordLayout.Events : RecordLayout.Figures;
        List<FieldRule> rules = [];
        if (root.RequiredMap("fields") is { } fields)
        {
            for (int field = 0; field < layout.Names.Count; field++)
            {
                if (ReadField(fields, layout.Names[field], field) is { } rule)
                {
                    rules.Add(rule);
                }
            }

            foreach (int field in kind == RecordKind.Event ? RecordLayout.RequiredOfEvents : RecordLayout.RequiredOfFigures)
            {
                fields.Required(layout.Names[field]);
            }

            fields.RefuseUnread();
            CheckCode(fields, "source", code => catalogue.FindSource(code) is not null);
            CheckCode(fields, "metric", code => catalogue.FindMetric(code) is { IsFed: true });
        }

        root.RefuseUnread();
        return new ImportMapping(kind, rules, columns);
    }

    private FieldRule? ReadField(YamlMap fields, string name, int field)
    {
        switch (fields.Find(name))
        {
            case null:
                return null;
            case YamlText text:
                return new FieldRule(field, ReadTemplate(text, fields.Mistakes), null, null, null);
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

        LocalDateTimePattern? format = ReadFormat(rule, name);
        rule.RefuseUnread();
        IReadOnlyList<TextPart> parts = column is not null ? [TextPart.OfColumn(ColumnIndex(column))]
            : template is not null ? ReadTemplate(template, rule.Mistakes)
            : [];
        return new FieldRule(field, parts, values, otherwise is null ? null : Encoding.UTF8.GetBytes(otherwise), format);
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

    private static LocalDateTimePattern? ReadFormat(YamlMap rule, string name)
    {
        string? format = rule.OptionalString("format");
        if (format is null)
        {
            return null;
        }

        if (name != "occurredAt")
        {
            rule.Report("format", "format is for occurredAt only.");
            return null;
        }

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

    private readonly List<string> columns = [];
}
