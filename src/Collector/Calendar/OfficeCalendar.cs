using NodaTime;
using NodaTime.TimeZones;

namespace Tongbi.Collector.Calendar;

/// <summary>
/// The one place where instants become statistical hours, days and months, and back.
/// <para>An <b>hour index</b> is the number of wall-clock hours since the Unix epoch: <c>floor((seconds + fraction) / 3600)</c>, where the
/// fraction is what the zone's offset has beyond whole hours (0 for most, 1800 for +05:30). A spring day has 23 of them, an autumn day 25.</para>
/// <para>A <b>day number</b> is days since 1970-01-01 of the statistical date. With <c>dayStart: "08:00"</c> the hour 03:00 belongs to the day before.</para>
/// <para>A <b>month number</b> is year × 12 + month − 1 of the statistical month; with <c>monthStart: 26</c> month M runs from the 26th of M−1.</para>
/// Immutable and thread-safe; every lookup is an array access.
/// </summary>
public sealed class OfficeCalendar
{
    /// <summary>Last year that the tables cover.</summary>
    public const int LastYear = 2100;

    /// <summary>Makes the tables for one zone and one set of conventions.</summary>
    /// <exception cref="ArgumentException">The day does not start on a whole hour, the month start is outside 1–28, the first year is outside
    /// 1950–2099, or the zone changes its offset by other than whole hours within the covered years.</exception>
    public OfficeCalendar(DateTimeZone zone, LocalTime dayStart, IsoDayOfWeek weekStart, int monthStart, int firstYear)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (dayStart.Minute != 0 || dayStart.Second != 0 || dayStart.NanosecondOfSecond != 0)
        {
            throw new ArgumentException($"dayStart {dayStart:HH\\:mm} is not on a whole hour; use e.g. \"08:00\".", nameof(dayStart));
        }

        if (monthStart is < 1 or > 28)
        {
            throw new ArgumentException($"monthStart {monthStart} is not between 1 and 28.", nameof(monthStart));
        }

        if (firstYear is < 1950 or > 2099)
        {
            throw new ArgumentException($"firstYear {firstYear} is not between 1950 and 2099.", nameof(firstYear));
        }

        Zone = zone;
        DayStart = dayStart;
        WeekStart = weekStart;
        MonthStart = monthStart;
        FirstYear = firstYear;

        // One year of margin before the first: its base year.
        FirstDay = DayNumber(new LocalDate(firstYear - 1, 1, 1));
        LastDay = DayNumber(new LocalDate(LastYear, 12, 31));
        fraction = WholeHourFraction(zone, firstYear);
        firstHours = new int[LastDay - FirstDay + 2];
        for (int day = FirstDay; day <= LastDay + 1; day++)
        {
            LocalDateTime start = DateOfDay(day) + dayStart;
            firstHours[day - FirstDay] = HourOf(zone.ResolveLocal(start, Resolvers.LenientResolver).ToInstant());
        }

        FirstHour = firstHours[0];
        EndHour = firstHours[^1];
        dayOfHour = new int[EndHour - FirstHour];
        for (int day = FirstDay; day <= LastDay; day++)
        {
            dayOfHour.AsSpan(firstHours[day - FirstDay] - FirstHour, firstHours[day + 1 - FirstDay] - firstHours[day - FirstDay]).Fill(day);
        }
    }

    /// <summary>Resolver for wall-clock times without an offset: in a gap the time moves forward by the gap's length, in an overlap it is the earlier.</summary>
    public static ZoneLocalMappingResolver LenientResolver { get; } = Resolvers.LenientResolver;

    /// <summary>The office's time zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Wall-clock time at which the statistical day begins; a whole hour.</summary>
    public LocalTime DayStart { get; }

    /// <summary>First day of the statistical week.</summary>
    public IsoDayOfWeek WeekStart { get; }

    /// <summary>Day of the month on which the statistical month begins, 1–28.</summary>
    public int MonthStart { get; }

    /// <summary>First year that may be counted.</summary>
    public int FirstYear { get; }

    /// <summary>First day number of the tables (1 January of the year before <see cref="FirstYear"/>).</summary>
    public int FirstDay { get; }

    /// <summary>Last day number of the tables (31 December of <see cref="LastYear"/>).</summary>
    public int LastDay { get; }

    /// <summary>First hour index of the tables.</summary>
    public int FirstHour { get; }

    /// <summary>Hour index just after the tables.</summary>
    public int EndHour { get; }

    /// <summary>Day number of a statistical date.</summary>
    public static int DayNumber(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>Statistical date of a day number.</summary>
    public static LocalDate DateOfDay(int day) => Epoch.PlusDays(day);

    /// <summary>Hour index that an instant lies in.</summary>
    public int HourOf(Instant instant) => HourOf(instant.ToUnixTimeSeconds());

    /// <summary>Hour index that an instant, given as Unix seconds, lies in.</summary>
    public int HourOf(long unixSeconds) => (int)Math.DivRem(unixSeconds + fraction, 3600L, out long rest) - (rest < 0 ? 1 : 0);

    /// <summary>The instant at which an hour begins, as Unix seconds.</summary>
    public long StartSecondsOfHour(int hour) => (hour * 3600L) - fraction;

    /// <summary>The instant at which an hour begins.</summary>
    public Instant StartOfHour(int hour) => Instant.FromUnixTimeSeconds(StartSecondsOfHour(hour));

    /// <summary>Day number of the statistical day that an hour belongs to; the hour must lie within the tables.</summary>
    public int DayOfHour(int hour) => dayOfHour[hour - FirstHour];

    /// <summary>First hour index of a statistical day; also valid for the day after the last.</summary>
    public int FirstHourOfDay(int day) => firstHours[day - FirstDay];

    /// <summary>Hours in a statistical day: 24, or 23 or 25 when the clocks change.</summary>
    public int HoursInDay(int day) => FirstHourOfDay(day + 1) - FirstHourOfDay(day);

    /// <summary>Whether an hour index lies within the tables.</summary>
    public bool Covers(int hour) => hour >= FirstHour && hour < EndHour;

    /// <summary>Whether a day number lies within the tables.</summary>
    public bool CoversDay(int day) => day >= FirstDay && day <= LastDay;

    /// <summary>Wall-clock date and time at which an hour begins.</summary>
    public LocalDateTime LocalOfHour(int hour) => StartOfHour(hour).InZone(Zone).LocalDateTime;

    /// <summary>The instant at which an hour begins, with the office's offset, for output.</summary>
    public OffsetDateTime OffsetOfHour(int hour) => StartOfHour(hour).InZone(Zone).ToOffsetDateTime();

    /// <summary>Hour index of a wall-clock time: in a gap the time moves forward, in an overlap the earlier one is meant.</summary>
    public int HourOfLocal(LocalDateTime local) => HourOf(Zone.ResolveLocal(local, LenientResolver).ToInstant());

    /// <summary>The statistical date that an instant lies in.</summary>
    public LocalDate DateOf(Instant instant) => DateOfDay(DayOfHour(HourOf(instant)));

    /// <summary>Month number (year × 12 + month − 1) of the statistical month that a day belongs to.</summary>
    public int MonthOfDay(int day)
    {
        LocalDate date = DateOfDay(day);
        int month = (date.Year * 12) + date.Month - 1;
        return MonthStart > 1 && date.Day >= MonthStart ? month + 1 : month;
    }

    /// <summary>First day number of a statistical month.</summary>
    public int FirstDayOfMonth(int month)
    {
        int calendarMonth = MonthStart > 1 ? month - 1 : month;
        return DayNumber(new LocalDate(Math.DivRem(calendarMonth, 12, out int zeroBased), zeroBased + 1, MonthStart));
    }

    /// <summary>First day number of a statistical year: that of its first month.</summary>
    public int FirstDayOfYear(int year) => FirstDayOfMonth(year * 12);

    /// <summary>Year of the statistical month that a day belongs to.</summary>
    public int YearOfDay(int day) => MonthOfDay(day) / 12;

    private static long WholeHourFraction(DateTimeZone zone, int firstYear)
    {
        Instant from = Instant.FromUtc(firstYear - 1, 1, 1, 0, 0);
        Instant to = Instant.FromUtc(LastYear + 1, 1, 1, 0, 0);
        long[] fractions = [.. zone.GetZoneIntervals(from, to).Select(interval => PositiveRemainder(interval.WallOffset.Seconds)).Distinct()];
        return fractions.Length == 1
            ? fractions[0]
            : throw new ArgumentException($"time zone {zone.Id} shifts its clocks by part of an hour since {firstYear - 1}; hours could not be cut.", nameof(zone));
    }

    private static long PositiveRemainder(int seconds) => ((seconds % 3600) + 3600) % 3600;

    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private readonly long fraction;
    private readonly int[] firstHours;
    private readonly int[] dayOfHour;
}
