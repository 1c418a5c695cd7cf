using NodaTime;

namespace Tongbi.Alerts.Routing;

/// <summary>
/// Hours in which alerts of some severities are not told. They keep their state; what still fires afterwards is told then. The fields
/// are joined by AND, the items of a list by OR; an empty list is no condition. Times are in the office's zone.
/// </summary>
/// <param name="Id">Name, for the record of what was held back and why.</param>
/// <param name="Weekdays">Days on which a range of times begins.</param>
/// <param name="Times">Ranges of times of day.</param>
/// <param name="DaysOfMonth">Days of the month on which a range begins; negative ones count from its end (−1 is the last), and one beyond the month's length does not occur.</param>
/// <param name="Months">Months, 1–12, in which a range begins.</param>
/// <param name="Severities">Severities that are muted.</param>
public sealed record MuteWindow(
    string Id,
    IReadOnlyList<IsoDayOfWeek> Weekdays,
    IReadOnlyList<TimeRange> Times,
    IReadOnlyList<int> DaysOfMonth,
    IReadOnlyList<int> Months,
    IReadOnlyList<string> Severities)
{
    /// <summary>Whether an alert of a severity is muted at a local time.</summary>
    public bool Mutes(string severity, LocalDateTime now) =>
        (Severities.Count == 0 || Severities.Contains(severity, StringComparer.Ordinal)) && Covers(now);

    /// <summary>Whether a local time lies in the window.</summary>
    public bool Covers(LocalDateTime now) => Times.Count == 0
        ? Begins(now.Date)
        : Times.Any(range => (range.CoversFromSameDay(now.TimeOfDay) && Begins(now.Date)) || (range.CoversFromDayBefore(now.TimeOfDay) && Begins(now.Date.PlusDays(-1))));

    private bool Begins(LocalDate date) =>
        (Weekdays.Count == 0 || Weekdays.Contains(date.DayOfWeek))
        && (Months.Count == 0 || Months.Contains(date.Month))
        && (DaysOfMonth.Count == 0 || DaysOfMonth.Any(day => date.Day == (day > 0 ? day : date.Calendar.GetDaysInMonth(date.Year, date.Month) + 1 + day)));
}
