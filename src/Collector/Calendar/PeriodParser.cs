using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Calendar;

/// <summary>
/// Reads the public contract's spelling of periods.
/// <list type="bullet">
/// <item><c>today</c>, <c>yesterday</c>: statistical days; <c>wtd mtd qtd ytd</c>: from the first day of the running week, month, quarter or year to today.</item>
/// <item><c>last-7d</c>: the 7 statistical days before today; <c>last-12m</c>: the 12 complete statistical months before this one (any count up to 3,660 days or 120 months).</item>
/// <item><c>2019</c>, <c>2019-Q2</c>, <c>2019-06</c>: statistical years, quarters and months; <c>2019-W23</c>: weeks (<see cref="WeekNumbers"/>); <c>2019-06-01</c>: a day.</item>
/// <item><c>2019-06-01/2019-07-01</c>: any run of days, end exclusive.</item>
/// </list>
/// </summary>
public static partial class PeriodParser
{
    /// <summary>Reads one period.</summary>
    /// <exception cref="QueryException"><c>bad_period</c>: not a spelling of the contract, no such date, or wholly outside the calendar's years.</exception>
    public static NamedPeriod Parse(string text, StatisticalNow now)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(now);
        OfficeCalendar calendar = now.Calendar;
        NamedPeriod period = Relative(text, now) ?? Named(text, calendar) ?? throw Bad(text, "is not a period; write one of today, yesterday, wtd, mtd, qtd, ytd, last-7d, last-28d, last-12m, 2019, 2019-Q2, 2019-06, 2019-W23, 2019-06-01 or 2019-06-01/2019-07-01 (end exclusive)");
        return period.ToDay > calendar.FirstDay && period.FromDay <= calendar.LastDay
            ? period
            : throw Bad(text, $"lies outside the years {calendar.FirstYear - 1} to {OfficeCalendar.LastYear} that the catalogue's calendar covers (firstYear: {calendar.FirstYear})");
    }

    private static NamedPeriod? Relative(string text, StatisticalNow now)
    {
        OfficeCalendar calendar = now.Calendar;
        int today = now.Today;
        int month = calendar.MonthOfDay(today);
        return text switch
        {
            "today" => new NamedPeriod(text, PeriodKind.Day, today, today + 1),
            "yesterday" => new NamedPeriod(text, PeriodKind.Day, today - 1, today),
            "wtd" => new NamedPeriod(text, PeriodKind.Week, new WeekNumbers(calendar.WeekStart).FirstDayOfWeek(today), today + 1),
            "mtd" => new NamedPeriod(text, PeriodKind.Month, calendar.FirstDayOfMonth(month), today + 1),
            "qtd" => new NamedPeriod(text, PeriodKind.Quarter, calendar.FirstDayOfMonth(month - (month % 3)), today + 1),
            "ytd" => new NamedPeriod(text, PeriodKind.Year, calendar.FirstDayOfMonth(month - (month % 12)), today + 1),
            _ => Last(text, today, month, calendar),
        };
    }

    private static NamedPeriod? Last(string text, int today, int month, OfficeCalendar calendar)
    {
        Match match = LastPattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int count = Number(match, "count");
        bool days = match.Groups["what"].Value == "d";
        int most = days ? 3660 : 120;
        if (count < 1 || count > most)
        {
            throw Bad(text, $"asks for {count} {(days ? "days" : "months")}; between 1 and {most} are possible");
        }

        return days
            ? new NamedPeriod(text, PeriodKind.Span, today - count, today)
            : new NamedPeriod(text, PeriodKind.Months, calendar.FirstDayOfMonth(month - count), calendar.FirstDayOfMonth(month));
    }

    private static NamedPeriod? Named(string text, OfficeCalendar calendar)
    {
        Match match = NamedPattern().Match(text);
        if (!match.Success)
        {
            return Span(text);
        }

        int year = Number(match, "year");
        if (year is < 1900 or > 2200)
        {
            throw Bad(text, $"names the year {year}; the catalogue's calendar covers {calendar.FirstYear - 1} to {OfficeCalendar.LastYear}");
        }

        if (match.Groups["quarter"].Success)
        {
            return Months(text, PeriodKind.Quarter, (year * 12) + ((Number(match, "quarter") - 1) * 3), 3, calendar);
        }

        if (match.Groups["week"].Success)
        {
            int week = Number(match, "week");
            int first = new WeekNumbers(calendar.WeekStart).FirstDayOf(year, week) ?? throw Bad(text, $"does not exist: the year {year} has no week {week}");
            return new NamedPeriod(text, PeriodKind.Week, first, first + 7);
        }

        if (!match.Groups["month"].Success)
        {
            return Months(text, PeriodKind.Year, year * 12, 12, calendar);
        }

        int month = Number(match, "month");
        return month is >= 1 and <= 12
            ? Months(text, PeriodKind.Month, (year * 12) + month - 1, 1, calendar)
            : throw Bad(text, $"does not exist: there is no month {month}");
    }

    private static NamedPeriod? Span(string text)
    {
        string[] ends = text.Split('/');
        if (ends.Length > 2 || !ends.All(end => DatePattern().IsMatch(end)))
        {
            return null;
        }

        int from = Date(text, ends[0]);
        if (ends.Length == 1)
        {
            return new NamedPeriod(text, PeriodKind.Day, from, from + 1);
        }

        int to = Date(text, ends[1]);
        return from < to
            ? new NamedPeriod(text, PeriodKind.Span, from, to)
            : throw Bad(text, "is empty: the end is exclusive and must be later than the beginning");
    }

    private static int Date(string text, string date)
    {
        ParseResult<LocalDate> result = LocalDatePattern.Iso.Parse(date);
        return result.Success ? OfficeCalendar.DayNumber(result.Value) : throw Bad(text, $"names a date that does not exist: {date}");
    }

    private static NamedPeriod Months(string text, PeriodKind kind, int month, int count, OfficeCalendar calendar) =>
        new(text, kind, calendar.FirstDayOfMonth(month), calendar.FirstDayOfMonth(month + count));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static QueryException Bad(string text, string why) => new("bad_period", "period", $"period '{text}' {why}.");

    [GeneratedRegex(@"^last-(?<count>[0-9]{1,4})(?<what>[dm])\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastPattern();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(-Q(?<quarter>[1-4])|-W(?<week>[0-9]{2})|-(?<month>[0-9]{2}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamedPattern();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();
}
