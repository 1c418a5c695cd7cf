using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// The two spans whose comparison gives the founding figures, in hours of the calendar: usually this year to the reference hour against the
/// same part of last year. Within the first fourteen days of a year there is too little of it, and the last full year is taken against the
/// year before.
/// </summary>
/// <param name="Period">The period to ask for: <c>ytd</c>, or the year.</param>
/// <param name="FromHour">First hour of the current span.</param>
/// <param name="ToHour">Hour after it.</param>
/// <param name="BaseFromHour">First hour of the base span.</param>
/// <param name="BaseToHour">Hour after it.</param>
/// <param name="HistoryFromHour">First hour of the simulated history.</param>
/// <param name="ReferenceHour">The hour that was running at the first start; all before it is complete.</param>
public sealed record FoundingSpan(string Period, int FromHour, int ToHour, int BaseFromHour, int BaseToHour, int HistoryFromHour, int ReferenceHour)
{
    /// <summary>Days of a year that must have passed for the year to date to carry the figures.</summary>
    public const int MinimumDays = 14;

    /// <summary>
    /// Days of history before the base span. A source covers the hours from its first record on, so each must have sent one before the base
    /// begins; otherwise the base would rightly be marked as incomplete.
    /// </summary>
    public const int LeadInDays = 31;

    /// <summary>The spans as seen at an instant.</summary>
    public static FoundingSpan At(OfficeCalendar calendar, Instant now)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        int reference = calendar.HourOf(now);
        int today = calendar.DayOfHour(reference);
        int year = calendar.YearOfDay(today);
        if (today - calendar.FirstDayOfYear(year) < MinimumDays)
        {
            (int thisYear, int last, int before) = (YearStart(calendar, year), YearStart(calendar, year - 1), YearStart(calendar, year - 2));
            return new FoundingSpan((year - 1).ToString(CultureInfo.InvariantCulture), last, thisYear, before, last, LeadIn(calendar, year - 2), reference);
        }

        // The rule of running periods: the last complete hour is shifted as a local date and time, 29 February becoming the 28th.
        LocalDateTime lastComplete = calendar.LocalOfHour(reference - 1);
        int baseTo = calendar.HourOfLocal(lastComplete.PlusYears(-1)) + 1;
        int baseFrom = YearStart(calendar, year - 1);
        return new FoundingSpan("ytd", YearStart(calendar, year), reference, baseFrom, baseTo, LeadIn(calendar, year - 1), reference);
    }

    /// <summary>Length of the current span in days.</summary>
    public double Days => (ToHour - FromHour) / 24.0;

    private static int LeadIn(OfficeCalendar calendar, int year) => calendar.FirstHourOfDay(calendar.FirstDayOfYear(year) - LeadInDays);

    private static int YearStart(OfficeCalendar calendar, int year) => calendar.FirstHourOfDay(calendar.FirstDayOfYear(year));
}
