using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongbi.Collector.Bulletins;

/// <summary>
/// Reads the dates and periods of a bulletin: 1月9日至15日, 2015年8月份, 1-8月, 一季度, 本周. Their days are what a daily mean is divided by.
/// Every expression is anchored and bounded, so that reading stays linear.
/// </summary>
internal static partial class SpanScanner
{
    private const int MostDays = 3_700;

    private static readonly (string Word, int Quarter)[] Quarters = [("一季度", 1), ("二季度", 2), ("三季度", 3), ("四季度", 4)];
    private static readonly string[] Weeks = ["本周", "一周", "全周", "当周", "这周"];

    /// <summary>The span that begins here, if any.</summary>
    /// <param name="plain">The text.</param>
    /// <param name="start">Where to look.</param>
    /// <param name="year">The year last named, for spans that name none.</param>
    public static NamedSpan? At(string plain, int start, int? year)
    {
        if (!char.IsAsciiDigit(plain[start]))
        {
            return Words(plain, start, year);
        }

        if (start > 0 && (char.IsAsciiDigit(plain[start - 1]) || plain[start - 1] == '.'))
        {
            return null;
        }

        return Days(DayRange().Match(plain, start), year)
            ?? Days(DottedRange().Match(plain, start), year)
            ?? Months(MonthRange().Match(plain, start), year)
            ?? DaysOfOneMonth(BareDayRange().Match(plain, start))
            ?? Date(SingleDate().Match(plain, start))
            ?? Month(SingleMonth().Match(plain, start), year)
            ?? QuarterOrHalf(QuarterOfYear().Match(plain, start), year)
            ?? Year(WholeYear().Match(plain, start))
            ?? Counted(CountedDays().Match(plain, start))
            ?? Date(Other().Match(plain, start));
    }

    private static NamedSpan? Words(string plain, int start, int? year)
    {
        if (Weeks.Any(week => string.CompareOrdinal(plain, start, week, 0, 2) == 0))
        {
            return new NamedSpan(2, 7, null, true);
        }

        foreach ((string word, int quarter) in Quarters)
        {
            if (string.CompareOrdinal(plain, start, word, 0, word.Length) == 0)
            {
                return new NamedSpan(word.Length, MonthDays(year, (quarter * 3) - 2, quarter * 3), null, true);
            }
        }

        return string.CompareOrdinal(plain, start, "上半年", 0, 3) == 0 ? new NamedSpan(3, MonthDays(year, 1, 6), null, true)
            : string.CompareOrdinal(plain, start, "下半年", 0, 3) == 0 ? new NamedSpan(3, MonthDays(year, 7, 12), null, true)
            : null;
    }

    private static NamedSpan? Days(Match match, int? year)
    {
        if (!match.Success)
        {
            return null;
        }

        int fromYear = Number(match, "y") ?? year ?? 2001;
        int fromMonth = Number(match, "m") ?? 0;
        int toMonth = Number(match, "m2") ?? fromMonth;
        int toYear = Number(match, "y2") ?? (toMonth < fromMonth ? fromYear + 1 : fromYear);
        bool yearMatters = (Number(match, "y") ?? year) is null && fromMonth <= 2 && (toMonth > 2 || toYear != fromYear);
        int? days = null;
        if (DateOf(fromYear, fromMonth, Number(match, "d")) is { } from && DateOf(toYear, toMonth, Number(match, "d2")) is { } to && !yearMatters)
        {
            days = Inclusive(to.DayNumber - from.DayNumber, Number(match, "h"), Number(match, "h2"));
        }

        return new NamedSpan(match.Length, days is > 0 and <= MostDays ? days : null, Number(match, "y2") ?? Number(match, "y"), true);
    }

    // 1月9日8时至16日8时 is seven days; 1月9日0时至15日24时 too.
    private static int? Inclusive(int difference, int? fromHour, int? toHour) => (fromHour, toHour) switch
    {
        (null, null) or (0, 24) or (null, 24) or (0, 23) => difference + 1,
        ({ } from, { } to) when from == to => difference,
        _ => null,
    };

    private static NamedSpan? DaysOfOneMonth(Match match) => !match.Success ? null
        : new NamedSpan(match.Length, Number(match, "d2") - Number(match, "d") is { } difference and >= 0 and < 31 ? difference + 1 : null, null, true);

    private static NamedSpan? Months(Match match, int? year)
    {
        if (!match.Success)
        {
            return null;
        }

        int? named = Number(match, "y");
        int from = Number(match, "m") ?? 0;
        int to = Number(match, "m2") ?? 0;
        return new NamedSpan(match.Length, from is >= 1 && to is <= 12 && from <= to ? MonthDays(named ?? year, from, to) : null, named, true);
    }

    private static NamedSpan? Month(Match match, int? year) => !match.Success ? null
        : Number(match, "m") is { } month and >= 1 and <= 12
            ? new NamedSpan(match.Length, MonthDays(Number(match, "y") ?? year, month, month), Number(match, "y"), true)
            : new NamedSpan(match.Length, null, Number(match, "y"), false);

    private static NamedSpan? QuarterOrHalf(Match match, int? year)
    {
        if (!match.Success)
        {
            return null;
        }

        int? named = Number(match, "y") ?? year;
        int? days = match.Groups["q"].Value switch
        {
            "上半年" => MonthDays(named, 1, 6),
            "下半年" => MonthDays(named, 7, 12),
            var quarter => MonthDays(named, (QuarterOf(quarter) * 3) - 2, QuarterOf(quarter) * 3),
        };
        return new NamedSpan(match.Length, days, Number(match, "y"), true);
    }

    private static int QuarterOf(string words) => "一二三四".IndexOf(words[^3], StringComparison.Ordinal) is var index and >= 0 ? index + 1 : words[^3] - '0';

    private static NamedSpan? Year(Match match) => !match.Success || Number(match, "y") is not { } year ? null
        : new NamedSpan(match.Length, DateTime.IsLeapYear(Math.Clamp(year, 1, 9_999)) ? 366 : 365, year, true);

    private static NamedSpan? Counted(Match match) => !match.Success ? null : new NamedSpan(match.Length, Number(match, "n") is { } days and > 1 ? days : null, null, true);

    private static NamedSpan? Date(Match match) => match.Success ? new NamedSpan(match.Length, null, Number(match, "y"), false) : null;

    private static int? MonthDays(int? year, int from, int to)
    {
        // Without a year, a span with a February has no certain length.
        if (year is not (>= 1 and <= 9_999) && from <= 2 && to >= 2)
        {
            return null;
        }

        int known = year is >= 1 and <= 9_999 ? year.Value : 2001;
        return Enumerable.Range(from, to - from + 1).Sum(month => DateTime.DaysInMonth(known, month));
    }

    private static DateOnly? DateOf(int year, int month, int? day) =>
        year is >= 1 and <= 9_999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day.Value) : null;

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } digits && int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"\G(?:(?<y>\d{4})年)?(?<m>\d{1,2})月(?<d>\d{1,2})日(?:(?<h>\d{1,2})[时点])? ?(?:至|到|--|-|~) ?(?:(?:(?<y2>\d{4})年)?(?<m2>\d{1,2})月)?(?<d2>\d{1,2})日(?:(?<h2>\d{1,2})[时点])?", RegexOptions.ExplicitCapture)]
    private static partial Regex DayRange();

    [GeneratedRegex(@"\G(?<y>\d{4})[./-](?<m>\d{1,2})[./-](?<d>\d{1,2}) ?(?:至|到|--|-|~) ?(?:(?<y2>\d{4})[./-])?(?<m2>\d{1,2})[./-](?<d2>\d{1,2})(?!\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex DottedRange();

    [GeneratedRegex(@"\G(?:(?<y>\d{4})年)?(?<m>\d{1,2})(?:月份?)? ?(?:至|到|--|-|~) ?(?<m2>\d{1,2})月份?(?!\d{1,2}日)", RegexOptions.ExplicitCapture)]
    private static partial Regex MonthRange();

    [GeneratedRegex(@"\G(?<d>\d{1,2})日 ?(?:至|到|--|-|~) ?(?<d2>\d{1,2})日", RegexOptions.ExplicitCapture)]
    private static partial Regex BareDayRange();

    [GeneratedRegex(@"\G(?:(?<y>\d{4})年)?\d{1,2}月\d{1,2}日|\G(?<y>\d{4})[./-]\d{1,2}[./-]\d{1,2}(?!\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex SingleDate();

    [GeneratedRegex(@"\G(?:(?<y>\d{4})年)?(?<m>\d{1,2})月份?", RegexOptions.ExplicitCapture)]
    private static partial Regex SingleMonth();

    [GeneratedRegex(@"\G(?<y>\d{4})年(?<q>第?[1-4一二三四]季度|上半年|下半年)", RegexOptions.ExplicitCapture)]
    private static partial Regex QuarterOfYear();

    [GeneratedRegex(@"\G(?<y>\d{4})年(?:全年|度)?", RegexOptions.ExplicitCapture)]
    private static partial Regex WholeYear();

    [GeneratedRegex(@"\G(?<n>\d{1,3})[天日](?=[内间里,\uFF0C共])", RegexOptions.ExplicitCapture)]
    private static partial Regex CountedDays();

    [GeneratedRegex(@"\G\d{1,2}:\d{2}|\G\d{1,4}(?:年|日|时|点|分钟|秒|小时|周岁|岁|号|天|周|楼|路|公里|级|米|月)", RegexOptions.ExplicitCapture)]
    private static partial Regex Other();
}
