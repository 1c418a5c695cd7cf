namespace Tongbi.Collector.Calendar;

/// <summary>
/// How a period is aligned on Spring Festival. One that lies wholly between 腊月初一 and the end of 正月 is shifted by the days between the two new years,
/// so that every day stands against the day of the same distance from 初一. Any other, also one that straddles an edge of the window, keeps the calendar's
/// rule as a whole: half a period by the moon and half by the sun would be neither.
/// </summary>
/// <param name="Window">The festival's window; outside of one, that of the year in which the period ends.</param>
/// <param name="BaseWindow">The window of the year before.</param>
/// <param name="IsInside">Whether the whole period lies in the window.</param>
public sealed record FestivalAlignment(FestivalWindow Window, FestivalWindow BaseWindow, bool IsInside)
{
    /// <summary>Days from this new year to the base's: −354, −355, −383, −384 or −385.</summary>
    public int Shift => BaseWindow.NewYearDay - Window.NewYearDay;

    /// <summary>The alignment of a period; null outside the years that the lunar calendar knows.</summary>
    public static FestivalAlignment? Of(NamedPeriod period)
    {
        ArgumentNullException.ThrowIfNull(period);
        // A window reaches back into December, so a period of that month belongs to the next year's.
        int year = OfficeCalendar.DateOfDay(period.ToDay - 1).Year;
        bool next = LunarNewYear.WindowOf(year + 1)?.Holds(period.FromDay, period.ToDay) == true;
        return LunarNewYear.WindowOf(next ? year + 1 : year) is { } window && LunarNewYear.WindowOf(window.Year - 1) is { } before
            ? new FestivalAlignment(window, before, window.Holds(period.FromDay, period.ToDay))
            : null;
    }
}
