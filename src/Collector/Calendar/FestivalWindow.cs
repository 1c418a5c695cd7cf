namespace Tongbi.Collector.Calendar;

/// <summary>The days around one Spring Festival: the whole of 腊月 before it and of 正月 after it.</summary>
/// <param name="Year">Gregorian year that the lunar year begins in.</param>
/// <param name="FromDay">Day number of 腊月初一.</param>
/// <param name="ToDay">Day number after the last of 正月.</param>
/// <param name="NewYearDay">Day number of 正月初一.</param>
public sealed record FestivalWindow(int Year, int FromDay, int ToDay, int NewYearDay)
{
    /// <summary>Whether days [from, to) all lie in the window.</summary>
    public bool Holds(int fromDay, int toDay) => fromDay >= FromDay && toDay <= ToDay;
}
