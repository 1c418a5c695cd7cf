using NodaTime;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Calendar;

/// <summary>The moment a question is answered for, as the statistical calendar sees it.</summary>
/// <param name="Calendar">The office's calendar.</param>
/// <param name="At">The moment.</param>
/// <param name="Hour">The running hour; every hour before it is complete.</param>
/// <param name="Today">Day number of the running statistical day.</param>
public sealed record StatisticalNow(OfficeCalendar Calendar, Instant At, int Hour, int Today)
{
    /// <summary>Places a moment in the calendar.</summary>
    /// <exception cref="QueryException"><c>bad_time</c>: the moment lies outside the years that the calendar covers.</exception>
    public static StatisticalNow Of(OfficeCalendar calendar, Instant at)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        int? hour = at < calendar.StartOfHour(calendar.FirstHour) || at >= calendar.StartOfHour(calendar.EndHour) ? null : calendar.HourOf(at);
        return hour is int running
            ? new StatisticalNow(calendar, at, running, calendar.DayOfHour(running))
            : throw new QueryException("bad_time", "at", $"at {at} lies outside the years {calendar.FirstYear - 1} to {OfficeCalendar.LastYear} that the catalogue's calendar covers; give a later firstYear or another instant.");
    }
}
