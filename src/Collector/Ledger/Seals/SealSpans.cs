using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Ledger.Seals;

/// <summary>Months as the catalogue's calendar cuts them.</summary>
public static class SealSpans
{
    /// <summary>A statistical month.</summary>
    /// <param name="calendar">The office's calendar.</param>
    /// <param name="month">Month number: year × 12 + month − 1.</param>
    public static SealSpan Of(OfficeCalendar calendar, int month)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        int fromDay = calendar.FirstDayOfMonth(month);
        int toDay = calendar.FirstDayOfMonth(month + 1);
        int fromHour = calendar.FirstHourOfDay(fromDay);
        int toHour = calendar.FirstHourOfDay(toDay);
        return new SealSpan(month, fromDay, toDay, fromHour, toHour, calendar.StartSecondsOfHour(fromHour), calendar.StartSecondsOfHour(toHour));
    }
}
