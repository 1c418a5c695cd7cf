using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>预警处置: the alerts that began in the period, by level, and how soon they were 签收, 反馈, 解除.</summary>
/// <param name="Id">The table's stable id.</param>
/// <param name="Title">The table's caption without number.</param>
public sealed record AlertsBlock(string Id, OutlineTitle Title) : OutlineBlock
{
    private static readonly Severity[] Levels = [Severity.Red, Severity.Orange, Severity.Yellow, Severity.Blue];

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        if (report.IsPublic)
        {
            report.Note(report.Words["alerts.withheld"]);
            return;
        }

        IReadOnlyList<AlertDigest> alerts = report.Alerts;
        report.Paragraph(alerts.Count == 0
            ? report.Words.Say("alerts.zero", ("period", report.PeriodName), ("place", report.Name(report.Unit)))
            : report.Words.Say(
                "alerts.sentence",
                ("period", report.PeriodName),
                ("place", report.Name(report.Unit)),
                ("count", FigureText.Count(alerts.Count)),
                ("levels", string.Join(report.Words["list.comma"], Levels.Select(level => report.Words.Say("alerts.level", ("level", report.Words["severity." + level.Word()]), ("count", FigureText.Count(alerts.Count(alert => alert.Worst == level))))))),
                ("acknowledged", FigureText.Count(alerts.Count(alert => alert.Acknowledged is not null))),
                ("closed", FigureText.Count(alerts.Count(alert => alert.Closed is not null))),
                ("false", FigureText.Count(alerts.Count(alert => alert.IsFalseAlarm)))));
        if (alerts.Count == 0)
        {
            return;
        }

        report.Table(new TableBlock
        {
            Id = Id,
            Caption = report.TableCaption(Title),
            Sheet = report.Sheet(Title),
            Columns =
            [
                new("level", report.Words["column.level"], CellKind.Text, 1.2),
                new("raised", report.Words["column.raised"], CellKind.Count),
                new("acknowledged", report.Words["column.acknowledged"], CellKind.Count),
                new("acknowledge_seconds", report.Words["column.acknowledgeSeconds"], CellKind.Count, 1.3),
                new("feedback", report.Words["column.feedback"], CellKind.Count),
                new("feedback_minutes", report.Words["column.feedbackMinutes"], CellKind.Mean, 1.3),
                new("closed", report.Words["column.closed"], CellKind.Count),
                new("false_alarms", report.Words["column.falseAlarms"], CellKind.Count),
            ],
            Rows =
            [
                .. Levels.Select(level => Row(report.Words["severity." + level.Word()], [.. alerts.Where(alert => alert.Worst == level)], isTotal: false)),
                Row(report.Words["table.total"], [.. alerts], isTotal: true),
            ],
            Notes = [report.Words["alerts.note"]],
        });
    }

    private static ReportRow Row(string name, AlertDigest[] alerts, bool isTotal) => new(
        [
            new ReportCell(name),
            Count(alerts.Length),
            Count(alerts.Count(alert => alert.Acknowledged is not null)),
            Cell(AlertDigest.Median(alerts.Select(alert => alert.Acknowledged)) is { } seconds ? decimal.Round((decimal)seconds.TotalSeconds, MidpointRounding.AwayFromZero) : null),
            Count(alerts.Count(alert => alert.Feedback is not null)),
            Cell(AlertDigest.Median(alerts.Select(alert => alert.Feedback)) is { } minutes ? decimal.Round((decimal)minutes.TotalMinutes, 2, MidpointRounding.AwayFromZero) : null),
            Count(alerts.Count(alert => alert.Closed is not null)),
            Count(alerts.Count(alert => alert.IsFalseAlarm)),
        ],
        IsTotal: isTotal);

    private static ReportCell Count(int count) => new(FigureText.Count(count), count);

    private static ReportCell Cell(decimal? number) => number is { } known ? new(FigureText.Mean(known), known) : new("—");
}
