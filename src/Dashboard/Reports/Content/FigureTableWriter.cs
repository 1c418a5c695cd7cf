using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Lays figures out as a table: 本期, 上年同期, 同比, 上月, 环比, 日均, 占比, 排名, with notes on what is to be taken with care.</summary>
internal static class FigureTableWriter
{
    /// <summary>Writes the table.</summary>
    public static void Write(ReportWriter report, FiguresTable table, IReadOnlyList<TableLine> lines)
    {
        Metric metric = table.Subjects[0].Metric;
        bool hasPrevious = report.Figures.HasPrevious;
        bool hasMean = lines.Any(line => line.Figure.Metric.Kind is MetricKind.Flow or MetricKind.Selection);
        bool hasShare = table.Split != TableSplit.None && metric.Kind != MetricKind.Ratio;
        bool hasRank = table.Split == TableSplit.Unit;
        bool ratesOnly = report.IsRatesOnly;
        string edition = report.Edition.Word();
        CellKind valueKind = metric.Kind == MetricKind.Ratio ? CellKind.Ratio : CellKind.Count;
        CellKind rateKind = metric.Kind == MetricKind.Ratio ? CellKind.Points : CellKind.Rate;
        string points = metric.Kind == MetricKind.Ratio ? report.Words["column.points"] : "";

        List<(ReportColumn Column, Func<TableLine, ReportCell> Cell)> columns =
        [
            (new("name", report.Words[table.Split switch { TableSplit.Unit => "column.unit", TableSplit.Category => "column.category", _ => "column.metric" }], CellKind.Text, 2.3), line => new ReportCell(NameOf(report, table, line))),
        ];
        if (!ratesOnly)
        {
            columns.Add((new("current", report.Words["column.current." + edition], valueKind), line => FigureCells.Count(line.Figure.Metric, line.Figure.Item.Value, line.Figure.Current)));
            columns.Add((new("year_base", report.Words["column.yearBase"], valueKind), line => FigureCells.Count(line.Figure.Metric, line.Figure.Year?.Value, line.Figure.Base)));
        }

        columns.Add((new("year_rate", report.Words["column.yearRate"] + points, rateKind, 1.7), line => FigureCells.Rate(line.Figure.Year, line.Figure.YearShown)));
        if (hasPrevious)
        {
            if (!ratesOnly)
            {
                columns.Add((new("previous_base", report.Words["column.previousBase." + edition], valueKind), line => FigureCells.Count(line.Figure.Metric, line.Figure.Previous?.Value, line.Figure.Before)));
            }

            columns.Add((new("previous_rate", report.Words["column.previousRate"] + points, rateKind, 1.7), line => FigureCells.Rate(line.Figure.Previous, line.Figure.PreviousShown)));
        }

        if (hasMean && !ratesOnly)
        {
            columns.Add((new("daily_mean", report.Words["column.mean"], CellKind.Mean, 1.2), line => FigureCells.Mean(line.Figure.Item.DailyMean, line.Figure.CurrentShown)));
        }

        TableLine? total = lines.FirstOrDefault(line => line.IsTotal);
        if (hasShare && total is not null && !ratesOnly)
        {
            columns.Add((new("share", report.Words["column.share"], CellKind.Share, 1.4), line => FigureCells.Share(line.Figure.Item.Value, total.Figure.Item.Value, line.Figure.CurrentShown && total.Figure.CurrentShown)));
        }

        // A rank left out between two others would tell between which counts a withheld one lies.
        if (hasRank && !ratesOnly && lines.All(line => line.Figure.CurrentShown))
        {
            long[] ranked = [.. lines.Where(IsRanked).Select(line => (long)line.Figure.Item.Value!.Value)]; // not null: IsRanked
            columns.Add((new("rank", report.Words["column.rank"], CellKind.Rank, 0.7), line => IsRanked(line) ? Rank(ranked, (long)line.Figure.Item.Value!.Value) : FigureCells.Empty)); // likewise
        }

        report.Table(new TableBlock
        {
            Id = table.Id,
            Caption = report.TableCaption(table.Title),
            Sheet = report.Sheet(table.Title),
            Columns = [.. columns.Select(column => column.Column)],
            Rows = [.. lines.Select(line => new ReportRow([.. columns.Select(column => column.Cell(line))], line.Level, line.IsTotal))],
            Notes = [.. Notes(report, table, lines, hasShare && !ratesOnly)],
        });
    }

    private static string NameOf(ReportWriter report, FiguresTable table, TableLine line) =>
        table.Split == TableSplit.None && table.Subjects.Any(subject => subject.Metric.Unit != table.Subjects[0].Metric.Unit)
            ? report.Words.Say("table.nameWithUnit", ("name", line.Name), ("unit", line.Figure.Metric.Unit))
            : line.Name;

    private static bool IsRanked(TableLine line) => !line.IsTotal && line.Level == 0 && !line.Figure.IsOwn && line.Figure.Item.Value is not null;

    private static ReportCell Rank(long[] ranked, long value)
    {
        int rank = 1 + ranked.Count(other => other > value);
        return new ReportCell(FigureText.Count(rank), rank);
    }

    private static IEnumerable<string> Notes(ReportWriter report, FiguresTable table, IReadOnlyList<TableLine> lines, bool hasShare)
    {
        string unit = table.Subjects[0].Metric.Unit;
        if (table.Subjects.All(subject => subject.Metric.Unit == unit) && table.Subjects[0].Metric.Kind != MetricKind.Ratio && !report.IsRatesOnly)
        {
            yield return report.Words.Say("note.unit", ("unit", unit));
        }

        if (hasShare)
        {
            yield return report.Words["note.rounded"];
        }

        foreach (string note in FigureNotes.Of(report, lines.Select(line => (line.Name, line.Figure))))
        {
            yield return note;
        }
    }
}
