using System.Globalization;
using System.Text;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Csv;

/// <summary>
/// The report as one flat table, for machines: RFC 4180, UTF-8 with BOM, one line for each cell of each table, each number behind each chart
/// and each paragraph (<c>docs/formats/report-csv.md</c>).
/// </summary>
public sealed class CsvFormat : IReportFormat
{
    /// <inheritdoc/>
    public string Id => "csv";

    /// <inheritdoc/>
    public string MediaType => "text/csv; charset=utf-8";

    /// <inheritdoc/>
    public void Write(ReportDocument document, ReportTemplate look, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        using StreamWriter text = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        CsvLines lines = new(text);
        lines.Header();
        Head(lines, document.Head);
        int paragraph = 0;
        foreach (ReportBlock block in document.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (block)
            {
                case HeadingBlock heading:
                    lines.Add("text", ++paragraph, "", "heading" + heading.Level.ToString(CultureInfo.InvariantCulture), "", heading.Text, null);
                    break;
                case ParagraphBlock words:
                    lines.Add("text", ++paragraph, "", words.Kind == ParagraphKind.Note ? "note" : "paragraph", "", words.Text, null);
                    break;
                case TableBlock table:
                    Table(lines, table, cancellationToken);
                    break;
                case ChartBlock chart:
                    Chart(lines, chart);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Head(CsvLines lines, ReportHead head)
    {
        ReadOnlySpan<(string Column, string Text, decimal? Value)> fields =
        [
            ("title", head.Title, null),
            ("subtitle", head.Subtitle, null),
            ("period", head.Period, null),
            ("unit", head.Unit, null),
            ("language", head.Language, null),
            ("version", head.Version.ToString(CultureInfo.InvariantCulture), head.Version),
            ("as_of", head.AsOf.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), null),
            ("footer", head.Footer, null),
            ("watermark", head.Watermark, null),
        ];
        foreach ((string column, string text, decimal? value) in fields)
        {
            if (text.Length > 0)
            {
                lines.Add("head", 1, "", column, "", text, value);
            }
        }
    }

    private static void Table(CsvLines lines, TableBlock table, CancellationToken cancellationToken)
    {
        int labelColumn = table.Columns.Index().FirstOrDefault(column => column.Item.Kind == CellKind.Text, (Index: -1, Item: null!)).Index;
        for (int row = 0; row < table.Rows.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<ReportCell> cells = table.Rows[row].Cells;
            string label = labelColumn < 0 ? "" : cells[labelColumn].Text;
            for (int column = 0; column < table.Columns.Count; column++)
            {
                lines.Add(table.Id, row + 1, label, table.Columns[column].Id, table.Columns[column].Title, cells[column].Text, cells[column].Value);
            }
        }

        for (int note = 0; note < table.Notes.Count; note++)
        {
            lines.Add(table.Id, table.Rows.Count + note + 1, "", "note", "", table.Notes[note], null);
        }
    }

    private static void Chart(CsvLines lines, ChartBlock chart)
    {
        ChartNumbers numbers = ChartNumbers.Of(chart.Spec);
        for (int row = 0; row < numbers.Rows.Count; row++)
        {
            for (int column = 0; column < numbers.Columns.Count; column++)
            {
                decimal? value = numbers.Rows[row].Values[column];
                lines.Add(chart.Id, row + 1, numbers.Rows[row].Label, numbers.Columns[column].Id, numbers.Columns[column].Title, value?.ToString(CultureInfo.InvariantCulture) ?? "", value);
            }
        }
    }
}
