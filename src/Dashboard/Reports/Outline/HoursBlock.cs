using System.Globalization;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>高发时段: the hours of the day and the day of the week with the most.</summary>
/// <param name="Subject">Of what.</param>
public sealed record HoursBlock(OutlineSubject Subject) : OutlineBlock
{
    /// <summary>How many hours are named.</summary>
    private const int Most = 3;

    /// <inheritdoc/>
    public override IReadOnlyList<OutlineSubject> Subjects => [Subject];

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        if (report.IsPublic)
        {
            // Counts by the hour are mostly below 5; the public profile has no curve finer than the period.
            report.Note(report.Words["hours.withheld"]);
            return;
        }

        HourGrid grid = report.Figures.Hours(Subject);
        if (grid.Total is not > 0)
        {
            report.Note(report.Words[grid.Total == 0 ? "hours.zero" : "hours.none"]);
            return;
        }

        (int Hour, long Count)[] hours = [.. Enumerable.Range(0, 24).Select(hour => (hour, grid.OfHour(hour))).OrderByDescending(hour => hour.Item2).ThenBy(hour => hour.hour).Take(Most)];
        IEnumerable<string> named = hours.Where(hour => hour.Count > 0).Select(hour => report.Words.Say(
            "hours.part",
            ("from", hour.Hour.ToString("00", CultureInfo.InvariantCulture)),
            ("to", (hour.Hour + 1).ToString("00", CultureInfo.InvariantCulture)),
            ("value", FigureText.Count(hour.Count)),
            ("unit", Subject.Metric.Unit),
            ("share", FigureText.PlainPercent(ExactQuotient.Round(hour.Count, grid.Total.Value, 4, Rounding.HalfAwayFromZero)))));
        (int row, long count) = Enumerable.Range(0, 7).Select(row => (row, grid.OfRow(row))).MaxBy(row => row.Item2);
        report.Paragraph(report.Words.Say(
            "hours.sentence",
            ("name", report.Name(Subject)),
            ("parts", string.Join(report.Words["list.comma"], named)),
            ("weekday", grid.Rows(report.Words)[row]),
            ("value", FigureText.Count(count)),
            ("unit", Subject.Metric.Unit)));
        if (grid.UnknownHours > 0)
        {
            report.Note(report.Words.Say("hours.unknown", ("count", FigureText.Count(grid.UnknownHours))));
        }
    }
}
