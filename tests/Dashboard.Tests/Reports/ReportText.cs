using System.Text;
using System.Text.Json;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>A report as plain text, for approval by people.</summary>
internal static class ReportText
{
    /// <summary>The report's words in reading order.</summary>
    public static string Of(JsonElement report)
    {
        StringBuilder text = new();
        foreach (string name in new[] { "title", "subtitle", "period", "unit", "footer", "watermark" })
        {
            text.Append(name).Append(": ").Append(report.GetProperty(name).GetString()).Append('\n');
        }

        foreach (JsonElement block in report.GetProperty("blocks").EnumerateArray())
        {
            switch (block.GetProperty("kind").GetString())
            {
                case "heading":
                    text.Append('\n').Append('#', block.GetProperty("level").GetInt32()).Append(' ').Append(block.GetProperty("text").GetString()).Append('\n');
                    break;
                case "table":
                    Append(text, block);
                    break;
                case "chart":
                    text.Append('[').Append(block.GetProperty("caption").GetString()).Append("]\n");
                    break;
                case "contents":
                    break;
                case { } kind:
                    text.Append(kind == "note" ? "* " : "").Append(block.GetProperty("text").GetString()).Append('\n');
                    break;
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, JsonElement table)
    {
        text.Append('[').Append(table.GetProperty("caption").GetString()).Append("]\n");
        text.AppendJoin(" | ", table.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("title").GetString())).Append('\n');
        foreach (JsonElement row in table.GetProperty("rows").EnumerateArray())
        {
            text.Append(' ', 2 * row.GetProperty("level").GetInt32());
            text.AppendJoin(" | ", row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("text").GetString())).Append('\n');
        }

        foreach (JsonElement note in table.GetProperty("notes").EnumerateArray())
        {
            text.Append("  * ").Append(note.GetString()).Append('\n');
        }
    }
}
