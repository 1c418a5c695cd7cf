using NodaTime;
using NodaTime.Calendars;

namespace Tongbi.Collector.Calendar;

/// <summary>
/// Numbers of weeks. With weeks from Monday these are the weeks of ISO 8601; with another first day the same rule holds for weeks so cut:
/// a week belongs to the year that holds its fourth day, so week 1 is the first with at least four days in the year.
/// </summary>
public sealed class WeekNumbers
{
    /// <summary>Numbers for weeks that begin on a given day.</summary>
    public WeekNumbers(IsoDayOfWeek weekStart)
    {
        this.weekStart = weekStart;
        rule = WeekYearRules.ForMinDaysInFirstWeek(4, weekStart);
    }

    /// <summary>First day number of the week that a day lies in.</summary>
    public int FirstDayOfWeek(int day)
    {
        int past = ((int)OfficeCalendar.DateOfDay(day).DayOfWeek - (int)weekStart + 7) % 7;
        return day - past;
    }

    /// <summary>The year and number of the week that a day lies in.</summary>
    public (int Year, int Week) NumberOf(int day)
    {
        LocalDate date = OfficeCalendar.DateOfDay(day);
        return (rule.GetWeekYear(date), rule.GetWeekOfWeekYear(date));
    }

    /// <summary>First day number of a week, or null where the year has no week of that number.</summary>
    public int? FirstDayOf(int year, int week) =>
        week < 1 || week > rule.GetWeeksInWeekYear(year, CalendarSystem.Iso)
            ? null
            : OfficeCalendar.DayNumber(rule.GetLocalDate(year, week, weekStart, CalendarSystem.Iso));

    private readonly IsoDayOfWeek weekStart;
    private readonly IWeekYearRule rule;
}
