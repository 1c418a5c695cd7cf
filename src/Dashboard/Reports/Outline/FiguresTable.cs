using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A table of figures with 上年同期, 上月, 同比, 环比, 日均, and share and rank where they have a meaning.</summary>
/// <param name="Id">Its stable id.</param>
/// <param name="Title">Its caption without number.</param>
/// <param name="Rows">The rows, or the one whose parts are the rows.</param>
/// <param name="Split">Whose parts are the rows; none where the subjects themselves are.</param>
/// <param name="Depth">How many levels of categories are listed.</param>
public sealed record FiguresTable(string Id, OutlineTitle Title, IReadOnlyList<OutlineSubject> Rows, TableSplit Split, int Depth) : OutlineBlock
{
    /// <inheritdoc/>
    public override IReadOnlyList<OutlineSubject> Subjects => Rows;

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        List<TableLine> lines = [];
        if (Split == TableSplit.None)
        {
            lines.AddRange(Subjects.Select(subject => new TableLine(report.Name(subject), report.Figures.One(subject))));
        }
        else
        {
            OutlineSubject whole = Subjects[0];
            if (Split == TableSplit.Unit)
            {
                lines.AddRange(report.Figures.ByUnit(whole).Select(part => new TableLine(report.UnitName(part), part)));
            }
            else
            {
                AddCategories(report, whole, 0, lines);
            }

            lines.Add(new TableLine(report.Words["table.total"], report.Figures.One(whole)) { IsTotal = true });
        }

        FigureTableWriter.Write(report, this, lines);
    }

    private void AddCategories(ReportWriter report, OutlineSubject whole, int level, List<TableLine> lines)
    {
        foreach (ReportFigure part in report.Figures.ByCategory(whole))
        {
            lines.Add(new TableLine(report.CategoryName(part), part) { Level = level });
            if (level + 1 < Depth && !part.IsOwn && part.Category is { Children.Count: > 0 } category && whole.Metric.Kind != MetricKind.Selection)
            {
                AddCategories(report, whole with { Category = category }, level + 1, lines);
            }
        }
    }
}
