using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Statistics.Sentences;

/// <summary>What a period is called in a sentence: 2019年, 2019年第2季度, 今年以来, 2019年6月1日至2019年6月30日.</summary>
internal static class PeriodName
{
    /// <summary>The name of a period in one language.</summary>
    public static string Of(NamedPeriod period, OfficeCalendar calendar, Wording wording)
    {
        if (period.Name is "today" or "yesterday" or "wtd" or "mtd" or "qtd" or "ytd")
        {
            return wording["period." + period.Name];
        }

        if (period.Name.StartsWith("last-", StringComparison.Ordinal))
        {
            return wording.Say(period.Name.EndsWith('m') ? "period.lastMonths" : "period.lastDays", ("count", period.Name[5..^1]));
        }

        int month = calendar.MonthOfDay(period.FromDay);
        (int weekYear, int week) = new WeekNumbers(calendar.WeekStart).NumberOf(period.FromDay);
        return period.Kind switch
        {
            PeriodKind.Year => wording.Say("period.year", ("year", Text(month / 12))),
            PeriodKind.Quarter => wording.Say("period.quarter", ("year", Text(month / 12)), ("quarter", Text((month % 12 / 3) + 1))),
            PeriodKind.Month => wording.Say("period.month", ("year", Text(month / 12)), ("month", Text((month % 12) + 1)), ("month2", Two((month % 12) + 1))),
            PeriodKind.Week => wording.Say("period.week", ("year", Text(weekYear)), ("week", Text(week))),
            PeriodKind.Day => Day(period.FromDay, wording),
            _ => wording.Say("period.span", ("first", Day(period.FromDay, wording)), ("last", Day(period.ToDay - 1, wording))),
        };
    }

    private static string Day(int day, Wording wording)
    {
        LocalDate date = OfficeCalendar.DateOfDay(day);
        return wording.Say(
            "period.day", ("year", Text(date.Year)), ("month", Text(date.Month)), ("day", Text(date.Day)), ("month2", Two(date.Month)), ("day2", Two(date.Day)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}
