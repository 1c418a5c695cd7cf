using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>前期数据修正: figures of earlier reports that are no longer what was published.</summary>
/// <param name="Id">The table's stable id.</param>
/// <param name="Title">The table's caption without number.</param>
public sealed record RestatementsBlock(string Id, OutlineTitle Title) : OutlineBlock
{
    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        if (report.IsPublic)
        {
            // Old and new of one figure tell how few it was changed by.
            report.Note(report.Words["restatements.withheld"]);
            return;
        }

        if (report.Restatements.Count == 0)
        {
            report.Paragraph(report.Words["restatements.none"]);
            return;
        }

        report.Table(new TableBlock
        {
            Id = Id,
            Caption = report.TableCaption(Title),
            Sheet = report.Sheet(Title),
            Columns =
            [
                new("period", report.Words["column.period"], CellKind.Text, 1.2),
                new("metric", report.Words["column.metric"], CellKind.Text, 2.5),
                new("published", report.Words["column.published"], CellKind.Count),
                new("now", report.Words["column.now"], CellKind.Count),
                new("change", report.Words["column.change"], CellKind.Change),
                new("published_on", report.Words["column.publishedOn"], CellKind.Text, 1.4),
            ],
            Rows =
            [
                .. report.Restatements.Select(restated => new ReportRow(
                [
                    new ReportCell(restated.Period),
                    new ReportCell(report.Name(restated.Metric)),
                    FigureCells.Count(restated.Metric, restated.Old),
                    FigureCells.Count(restated.Metric, restated.New),
                    FigureCells.Change(restated.Metric, restated.Old, restated.New),
                    new ReportCell(restated.PublishedOn),
                ])),
            ],
            Notes = [report.Words["restatements.note"]],
        });
    }
}
