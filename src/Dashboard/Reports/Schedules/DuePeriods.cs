using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Schedules;

/// <summary>Which periods of an edition are over, and when a schedule's report on them is due.</summary>
internal static class DuePeriods
{
    /// <summary>The last periods that were over at a moment, the newest first.</summary>
    public static IEnumerable<NamedPeriod> Over(ReportEdition edition, StatisticalNow now, int most)
    {
        int day = now.Today;
        for (int index = 0; index <= most; index++)
        {
            NamedPeriod period = PeriodParser.Parse(NameOf(edition, now.Calendar, day), now);
            day = period.FromDay - 1;
            if (day < now.Calendar.FirstDay)
            {
                yield break;
            }

            if (period.IsOverAt(now))
            {
                yield return period;
            }
        }
    }

    /// <summary>Day number after the period that is running at a moment.</summary>
    public static int End(ReportEdition edition, StatisticalNow now) => PeriodParser.Parse(NameOf(edition, now.Calendar, now.Today), now).ToDay;

    /// <summary>When the report on a period is due.</summary>
    public static Instant DueAt(ReportSchedule schedule, NamedPeriod period, Catalogue catalogue)
    {
        LocalDate day = WorkingDays.Nth(catalogue, OfficeCalendar.DateOfDay(period.ToDay), schedule.WorkingDay);
        return catalogue.Calendar.Zone.ResolveLocal(day + schedule.At, OfficeCalendar.LenientResolver).ToInstant();
    }

    private static string NameOf(ReportEdition edition, OfficeCalendar calendar, int day)
    {
        int month = calendar.MonthOfDay(day);
        if (edition == ReportEdition.Yearly)
        {
            return (month / 12).ToString("0000", CultureInfo.InvariantCulture);
        }

        if (edition == ReportEdition.Monthly)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{(month % 12) + 1:00}");
        }

        (int year, int week) = new WeekNumbers(calendar.WeekStart).NumberOf(day);
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-W{week:00}");
    }
}
