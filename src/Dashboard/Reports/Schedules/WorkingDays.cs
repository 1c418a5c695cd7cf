using NodaTime;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Reports.Schedules;

/// <summary>Working days by the catalogue's holidays: Monday to Friday outside every window of days off. Make-up workdays at weekends are not in the catalogue.</summary>
internal static class WorkingDays
{
    /// <summary>The n-th working day from a date on, which counts itself if it is one.</summary>
    public static LocalDate Nth(Catalogue catalogue, LocalDate from, int number)
    {
        LocalDate day = from;
        for (int left = number; ; day = day.PlusDays(1))
        {
            if (IsOne(catalogue, day) && --left == 0)
            {
                return day;
            }
        }
    }

    private static bool IsOne(Catalogue catalogue, LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !catalogue.Holidays.Any(window => day >= window.From && day <= window.To);
}
