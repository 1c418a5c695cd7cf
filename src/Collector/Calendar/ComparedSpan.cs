using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Calendar;

/// <summary>One side of a comparison: the days it touches, and the hours that are counted.</summary>
/// <param name="FromDay">First day number.</param>
/// <param name="ToDay">Day number after the last one touched.</param>
/// <param name="Hours">The hours counted; null where they lie outside the calendar's years, so that nothing can be known of them.</param>
/// <param name="IsCut">Whether the last day is counted in part only: the other side or this one is still running.</param>
public readonly record struct ComparedSpan(int FromDay, int ToDay, HourSpan? Hours, bool IsCut)
{
    /// <summary>Statistical days touched.</summary>
    public int Days => ToDay - FromDay;

    /// <summary>Whole days.</summary>
    public static ComparedSpan WholeDays(OfficeCalendar calendar, int fromDay, int toDay)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        bool known = fromDay < toDay && calendar.CoversDay(fromDay) && calendar.CoversDay(toDay - 1);
        return new ComparedSpan(fromDay, toDay, known ? new HourSpan(calendar.FirstHourOfDay(fromDay), calendar.FirstHourOfDay(toDay)) : null, IsCut: false);
    }

    /// <summary>From the first hour of a day to an hour (exclusive) of the last day.</summary>
    public static ComparedSpan CutAt(OfficeCalendar calendar, int fromDay, int lastDay, int toHour)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return new ComparedSpan(fromDay, lastDay + 1, calendar.CoversDay(fromDay) ? new HourSpan(calendar.FirstHourOfDay(fromDay), toHour) : null, IsCut: true);
    }
}
