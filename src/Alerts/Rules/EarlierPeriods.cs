using System.Globalization;
using NodaTime.Text;
using Tongbi.Collector.Calendar;

namespace Tongbi.Alerts.Rules;

/// <summary>The periods before a relative one, for rules that ask for several in a row: <c>wtd</c> this week, then the whole weeks before it.</summary>
internal static class EarlierPeriods
{
    /// <summary>Whether a period has such.</summary>
    public static bool AreKnown(string period) =>
        period is "today" or "yesterday" or "wtd" or "mtd" or "qtd" or "ytd" || period.StartsWith("last-", StringComparison.Ordinal);

    /// <summary>The spelling of the period so many steps before.</summary>
    /// <param name="period">A period with such.</param>
    /// <param name="steps">At least 1.</param>
    /// <param name="now">The moment that the period is relative to.</param>
    public static string Before(string period, int steps, StatisticalNow now)
    {
        OfficeCalendar calendar = now.Calendar;
        NamedPeriod present = PeriodParser.Parse(period, now);
        int month = calendar.MonthOfDay(now.Today);
        switch (period)
        {
            case "today" or "yesterday":
                return Date(present.FromDay - steps);
            case "wtd":
                (int weekYear, int week) = new WeekNumbers(calendar.WeekStart).NumberOf(present.FromDay - (7 * steps));
                return Text($"{weekYear:0000}-W{week:00}");
            case "mtd":
                return Text($"{(month - steps) / 12:0000}-{((month - steps) % 12) + 1:00}");
            case "qtd":
                int quarter = (month / 3) - steps;
                return Text($"{quarter / 4:0000}-Q{(quarter % 4) + 1}");
            case "ytd":
                return Text($"{(month / 12) - steps:0000}");
            default:
                int count = int.Parse(period.AsSpan(5, period.Length - 6), NumberStyles.None, CultureInfo.InvariantCulture);
                return period.EndsWith('d')
                    ? Span(present.FromDay - (count * steps), present.ToDay - (count * steps))
                    : Span(calendar.FirstDayOfMonth(month - (count * (steps + 1))), calendar.FirstDayOfMonth(month - (count * steps)));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Span(int fromDay, int toDay) => $"{Date(fromDay)}/{Date(toDay)}";

    private static string Date(int day) => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day));
}
