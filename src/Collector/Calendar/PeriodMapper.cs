using NodaTime;

namespace Tongbi.Collector.Calendar;

/// <summary>
/// Where a period stands, and which other period it is held against. This is the one statement of the like-for-like rules.
/// <para><b>Year</b> (同比), for periods that are over:
/// (1) a span that begins and ends on boundaries of statistical months maps to the same months of the base year, so that a February of 29 days stands
/// against one of 28; (2) any other span maps by its days: the first and the last day are shifted, 29 February becoming 28 February; (3) weeks map to
/// the week of the same number, and week 53 has no counterpart in a year without one. A year named as base (<c>year:2015</c>) is the year that the
/// counterpart's last day lies in (for weeks: the year the week is numbered in).</para>
/// <para><b>Year-weekday</b>: every day 364 days before.</para>
/// <para><b>Year-lunar</b> (农历同比): a period wholly between 腊月初一 and the end of 正月 stands against the days of the same distance from Spring Festival a
/// year before (<see cref="FestivalAlignment"/>); any other keeps the rule of <b>year</b>.</para>
/// <para><b>Previous</b> (环比): the day, week, month, quarter or year before; for <c>last-12m</c> the 12 months before those; for <c>last-7d</c> and a span
/// of one's own as many days directly before, also where the span happens to be a month.</para>
/// <para>(4) A <b>running</b> period is held against the same elapsed part: its first day is mapped as above, and its last complete hour is shifted as a
/// statistical date and time of day. The date goes back by whole years, months (three for a quarter) or days, and a date that does not exist becomes the
/// last of its month: 29 February becomes 28 February, 31 March against the month before becomes 28 or 29 February. Where the clocks change, the other
/// side ends at the same wall-clock time: an hour that is skipped there is not counted, one that comes twice is counted twice.</para>
/// </summary>
public sealed class PeriodMapper
{
    /// <summary>Rules for one calendar.</summary>
    public PeriodMapper(OfficeCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        this.calendar = calendar;
        weeks = new WeekNumbers(calendar.WeekStart);
    }

    /// <summary>This side of every comparison: the whole period, or the complete hours of a running one; null while it has none.</summary>
    public ComparedSpan? Current(NamedPeriod period, StatisticalNow now)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(now);
        if (period.IsOverAt(now))
        {
            return ComparedSpan.WholeDays(calendar, period.FromDay, period.ToDay);
        }

        return LastCompleteDay(period, now) is int lastDay ? ComparedSpan.CutAt(calendar, period.FromDay, lastDay, now.Hour) : null;
    }

    /// <summary>The other side; null where there is no counterpart (week 53), or a running period has no complete hour yet.</summary>
    public ComparedSpan? Base(NamedPeriod period, ComparisonBasis basis, StatisticalNow now)
    {
        ArgumentNullException.ThrowIfNull(basis);
        if (basis.IsExpectation)
        {
            throw new ArgumentException($"'{basis.Name}' is an expectation from many periods, not one other period.", nameof(basis));
        }

        return Other(period, now, (lastDay, isWhole) => Shift(period, basis, lastDay, isWhole));
    }

    /// <summary>The period so many steps before, each step as <b>previous</b> takes it; a running period's elapsed part in each.</summary>
    public ComparedSpan? Before(NamedPeriod period, int steps, StatisticalNow now) =>
        Other(period, now, (lastDay, isWhole) => Previous(period, lastDay, isWhole, steps));

    /// <summary>The same weekdays so many steps before: a step is a week, or as many weeks as the period touches, so that no day is used twice.</summary>
    public ComparedSpan? WeeksBefore(NamedPeriod period, int steps, StatisticalNow now) =>
        Other(period, now, (lastDay, _) => ByDays(period, lastDay, -7 * steps * ((period.Days + 6) / 7)));

    private ComparedSpan? Other(NamedPeriod period, StatisticalNow now, Func<int, bool, (int From, int Last)?> shift)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(now);
        if (period.IsOverAt(now))
        {
            return shift(period.ToDay - 1, true) is (int from, int last)
                ? ComparedSpan.WholeDays(calendar, from, last + 1)
                : null;
        }

        if (LastCompleteDay(period, now) is not int lastDay || shift(lastDay, false) is not (int baseFrom, int baseLast))
        {
            return null;
        }

        return calendar.CoversDay(baseLast)
            ? ComparedSpan.CutAt(calendar, baseFrom, baseLast, SameTimeOfDay(now.Hour - 1, lastDay, baseLast))
            : new ComparedSpan(baseFrom, baseLast + 1, null, IsCut: true);
    }

    /// <summary>First and last day on the other side of a period that is counted from its first day to <paramref name="lastDay"/>.</summary>
    private (int From, int Last)? Shift(NamedPeriod period, ComparisonBasis basis, int lastDay, bool isWhole) => basis.Kind switch
    {
        ComparisonKind.YearWeekday => ByDays(period, lastDay, -364),
        ComparisonKind.YearLunar when FestivalAlignment.Of(period) is { IsInside: true } festival => ByDays(period, lastDay, festival.Shift),
        ComparisonKind.Previous => Previous(period, lastDay, isWhole, 1),
        _ when period.Kind == PeriodKind.Week => SameWeek(period, lastDay, basis.BaseYear),
        _ => ByMonths(period, lastDay, 12 * ((basis.BaseYear ?? (calendar.YearOfDay(period.ToDay - 1) - 1)) - calendar.YearOfDay(period.ToDay - 1)), isWhole),
    };

    private (int From, int Last) Previous(NamedPeriod period, int lastDay, bool isWhole, int steps) => period.Kind switch
    {
        PeriodKind.Week => ByDays(period, lastDay, -7 * steps),
        PeriodKind.Month => ByMonths(period, lastDay, -steps, isWhole),
        PeriodKind.Quarter => ByMonths(period, lastDay, -3 * steps, isWhole),
        PeriodKind.Year => ByMonths(period, lastDay, -12 * steps, isWhole),
        PeriodKind.Months => ByMonths(period, lastDay, steps * (calendar.MonthOfDay(period.FromDay) - calendar.MonthOfDay(period.ToDay)), isWhole),
        _ => ByDays(period, lastDay, -period.Days * steps),
    };

    private static (int From, int Last) ByDays(NamedPeriod period, int lastDay, int days) => (period.FromDay + days, lastDay + days);

    private (int From, int Last) ByMonths(NamedPeriod period, int lastDay, int months, bool isWhole) =>
        isWhole && IsMonthBoundary(period.FromDay) && IsMonthBoundary(period.ToDay)
            ? (calendar.FirstDayOfMonth(calendar.MonthOfDay(period.FromDay) + months), calendar.FirstDayOfMonth(calendar.MonthOfDay(period.ToDay) + months) - 1)
            : (PlusMonths(period.FromDay, months), PlusMonths(lastDay, months));

    private (int From, int Last)? SameWeek(NamedPeriod period, int lastDay, int? baseYear)
    {
        (int year, int week) = weeks.NumberOf(period.FromDay);
        return weeks.FirstDayOf(baseYear ?? (year - 1), week) is int first ? ByDays(period, lastDay, first - period.FromDay) : null;
    }

    private bool IsMonthBoundary(int day) => calendar.FirstDayOfMonth(calendar.MonthOfDay(day)) == day;

    private static int PlusMonths(int day, int months) => OfficeCalendar.DayNumber(OfficeCalendar.DateOfDay(day).PlusMonths(months));

    /// <summary>The statistical day of the last complete hour, if that lies in the period.</summary>
    private int? LastCompleteDay(NamedPeriod period, StatisticalNow now)
    {
        if (!calendar.Covers(now.Hour - 1))
        {
            return null;
        }

        int day = calendar.DayOfHour(now.Hour - 1);
        return day >= period.FromDay ? day : null;
    }

    /// <summary>
    /// The hour index at which the base day has reached the wall-clock time at which <paramref name="lastHour"/> ends. The end is taken from the hour's
    /// own date, not from the end's: midnight after 28 February must not become midnight after 27 February.
    /// </summary>
    private int SameTimeOfDay(int lastHour, int lastDay, int baseDay)
    {
        LocalDateTime start = calendar.LocalOfHour(lastHour);
        // With a day that starts at 08:00 the hour 03:00 lies on the calendar date after its statistical one.
        int past = OfficeCalendar.DayNumber(start.Date) - lastDay;
        LocalDateTime end = (OfficeCalendar.DateOfDay(baseDay + past) + start.TimeOfDay).PlusHours(1);
        return Math.Clamp(calendar.HourOfLocal(end), calendar.FirstHourOfDay(baseDay), calendar.FirstHourOfDay(baseDay + 1));
    }

    private readonly OfficeCalendar calendar;
    private readonly WeekNumbers weeks;
}
