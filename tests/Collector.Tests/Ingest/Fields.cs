using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>One record of a test as field names and values, which can be written in each of the three formats.</summary>
internal sealed class Fields : Dictionary<string, object?>
{
    public static Fields SomeEvent(string id = "A1") => new()
    {
        ["source"] = "dispatch110",
        ["id"] = id,
        ["metric"] = "incident",
        ["category"] = "admin/gambling",
        ["unit"] = "PS01",
        ["occurredAt"] = "2026-01-31T08:00:00+08:00",
    };

    public static Fields SomeFigure(string period = "2025-06") => new()
    {
        ["source"] = "mediation",
        ["metric"] = "accepted",
        ["unit"] = "PS01",
        ["period"] = period,
        ["count"] = 7,
    };

    public Fields With(string field, object? value)
    {
        Fields changed = [];
        foreach ((string name, object? old) in this)
        {
            changed[name] = old;
        }

        changed[field] = value;
        return changed;
    }

    public Fields Without(string field)
    {
        Fields changed = With(field, null);
        changed.Remove(field);
        return changed;
    }

    /// <summary>Writes records as a body of the format; CSV has a column for each field that occurs.</summary>
    public static string Body(BodyFormat format, params IEnumerable<Fields> records)
    {
        Fields[] all = [.. records];
        return format switch
        {
            BodyFormat.Ndjson => string.Concat(all.Select(record => Json(record) + "\n")),
            BodyFormat.JsonArray => "[" + string.Join(",", all.Select(Json)) + "]",
            _ => Csv(all),
        };
    }

    private static string Json(Fields record) => JsonSerializer.Serialize<Dictionary<string, object?>>(record, Relaxed);

    private static string Csv(Fields[] records)
    {
        string[] columns = [.. records.SelectMany(record => record.Keys).Distinct()];
        StringBuilder text = new();
        text.AppendJoin(',', columns).Append("\r\n");
        foreach (Fields record in records)
        {
            text.AppendJoin(',', columns.Select(column => Cell(record.GetValueOrDefault(column)))).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(object? value)
    {
        string text = value switch
        {
            null => "",
            bool mark => mark ? "true" : "false",
            JsonElement element => element.GetRawText(),
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
