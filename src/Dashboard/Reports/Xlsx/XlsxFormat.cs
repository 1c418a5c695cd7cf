using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>The report for calculating on: numbers as numbers, one sheet for each table, Excel's own charts over their numbers.</summary>
public sealed class XlsxFormat : IReportFormat
{
    /// <inheritdoc/>
    public string Id => "xlsx";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <inheritdoc/>
    public void Write(ReportDocument document, ReportTemplate look, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        using XlsxBook book = new(document);
        List<XlsxContent> contents = Contents(document, book.Words);
        XlsxCover.Write(book, contents);
        foreach (XlsxContent content in contents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (content.Block)
            {
                case null:
                    XlsxText.Write(book, content.Sheet);
                    break;
                case TableBlock table:
                    XlsxTable.Write(book, content.Sheet, table, cancellationToken);
                    break;
                case ChartBlock chart:
                    XlsxChartSheet.Write(book, content.Sheet, chart);
                    break;
                default:
                    break;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        book.Finish();
        FixedPackage.Write(book.File, output, cancellationToken);
    }

    /// <summary>The sheets after the cover in reading order: the text, then tables and charts as they come.</summary>
    private static List<XlsxContent> Contents(ReportDocument document, LayoutWords words)
    {
        XlsxNames names = new();
        names.Next(words["cover"]);
        List<XlsxContent> contents = [];
        if (document.Blocks.Any(block => block is ParagraphBlock or HeadingBlock))
        {
            contents.Add(new XlsxContent(names.Next(words["text"]), words["text"], null));
        }

        int charts = 0;
        foreach (ReportBlock block in document.Blocks)
        {
            if (block is TableBlock table)
            {
                contents.Add(new XlsxContent(names.Next(table.Sheet), table.Caption, table));
            }
            else if (block is ChartBlock chart)
            {
                charts++;
                CaptionParts parts = CaptionParts.Of(chart.Caption);
                string name = parts.Number > 0 ? parts.Kind + parts.Number : words["chart"] + charts;
                contents.Add(new XlsxContent(names.Next(name), chart.Caption, chart));
            }
        }

        return contents;
    }
}
