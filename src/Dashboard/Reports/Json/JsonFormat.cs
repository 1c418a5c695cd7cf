using System.Text.Encodings.Web;
using System.Text.Json;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Json;

/// <summary>The report as data, for pages and programs: head and blocks in reading order; charts by their id, fetched as pictures.</summary>
internal sealed class JsonFormat : IReportFormat
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Id => "json";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Write(ReportDocument document, ReportTemplate look, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        using Utf8JsonWriter json = new(output, Options);
        json.WriteStartObject();
        WriteHead(json, document.Head);
        json.WriteStartArray("blocks");
        foreach (ReportBlock block in document.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            json.WriteStartObject();
            Write(json, block);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, ReportHead head)
    {
        json.WriteString("title", head.Title);
        json.WriteString("subtitle", head.Subtitle);
        json.WriteString("period", head.Period);
        json.WriteString("unit", head.Unit);
        json.WriteString("language", head.Language);
        json.WriteNumber("version", head.Version);
        json.WriteString("asOf", head.AsOf);
        json.WriteString("footer", head.Footer);
        json.WriteString("watermark", head.Watermark);
    }

    private static void Write(Utf8JsonWriter json, ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                json.WriteString("kind", "heading");
                json.WriteString("id", heading.Id);
                json.WriteNumber("level", heading.Level);
                json.WriteString("text", heading.Text);
                break;
            case ParagraphBlock paragraph:
                json.WriteString("kind", paragraph.Kind switch { ParagraphKind.Manual => "manual", ParagraphKind.Note => "note", _ => "paragraph" });
                json.WriteString("text", paragraph.Text);
                break;
            case TableBlock table:
                json.WriteString("kind", "table");
                Write(json, table);
                break;
            case ChartBlock chart:
                json.WriteString("kind", "chart");
                json.WriteString("id", chart.Id);
                json.WriteString("caption", chart.Caption);
                json.WriteNumber("heightShare", chart.HeightShare);
                break;
            case ContentsBlock contents:
                json.WriteString("kind", "contents");
                json.WriteString("title", contents.Title);
                break;
            case PageBreakBlock:
                json.WriteString("kind", "pageBreak");
                break;
            default:
                throw new NotSupportedException($"A report has no block {block.GetType().Name}.");
        }
    }

    private static void Write(Utf8JsonWriter json, TableBlock table)
    {
        json.WriteString("id", table.Id);
        json.WriteString("caption", table.Caption);
        json.WriteStartArray("columns");
        foreach (ReportColumn column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("id", column.Id);
            json.WriteString("title", column.Title);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(column.Kind.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (ReportRow row in table.Rows)
        {
            json.WriteStartObject();
            json.WriteNumber("level", row.Level);
            json.WriteBoolean("isTotal", row.IsTotal);
            json.WriteStartArray("cells");
            foreach (ReportCell cell in row.Cells)
            {
                json.WriteStartObject();
                json.WriteString("text", cell.Text);
                if (cell.Value is { } value)
                {
                    json.WriteNumber("value", Api.PlainDecimalConverter.Plain(value));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in table.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
    }
}
