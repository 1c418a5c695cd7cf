using System.Globalization;
using NodaTime;

namespace Tongbi.Collector.Calendar;

/// <summary>
/// Spring Festival 春节, computed by <see cref="ChineseLunisolarCalendar"/> (GB/T 33661-2017 in Beijing time) for the years 1902 to 2100. Neither 腊月 nor
/// 正月 has a leap month in them.
/// </summary>
public static class LunarNewYear
{
    /// <summary>First year that can be answered.</summary>
    public const int FirstYear = 1902;

    /// <summary>Last year that can be answered.</summary>
    public const int LastYear = 2100;

    /// <summary>正月初一 of the lunar year that begins in a Gregorian year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside <see cref="FirstYear"/> to <see cref="LastYear"/>.</exception>
    public static LocalDate DateOf(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return LocalDate.FromDateTime(Calendar.ToDateTime(year, 1, 1, 0, 0, 0, 0));
    }

    /// <summary>腊月初一 to the end of 正月 around one new year; null outside the years that can be answered.</summary>
    public static FestivalWindow? WindowOf(int year) => year is < FirstYear or > LastYear ? null : Windows[year - FirstYear].Value;

    private static FestivalWindow Make(int year)
    {
        int newYear = OfficeCalendar.DayNumber(DateOf(year));
        int lastMonth = Calendar.GetDaysInMonth(year - 1, Calendar.GetMonthsInYear(year - 1));
        return new FestivalWindow(year, newYear - lastMonth, newYear + Calendar.GetDaysInMonth(year, 1), newYear);
    }

    private static readonly ChineseLunisolarCalendar Calendar = new();

    private static readonly Lazy<FestivalWindow>[] Windows =
        [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).Select(year => new Lazy<FestivalWindow>(() => Make(year)))];
}
