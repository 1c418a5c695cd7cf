using System.Globalization;

namespace Tongbi.Collector.Bulletins;

/// <summary>Reads one printed number with its sign and unit. Works on the text of <see cref="PlainText"/>.</summary>
internal static class NumberScanner
{
    /// <summary>More decimals or digits than any bulletin prints cannot be computed with exactly; such a number is taken as approximate.</summary>
    private const int MostDigits = 12;

    private const string ChineseDigits = "〇零一二两三四五六七八九十百千万";

    private static readonly string[] Measures =
    [
        "人次", "车次", "万元", "亿元", "起", "件", "人", "次", "宗", "例", "名", "辆", "个", "项", "条", "家", "户", "处", "元", "份", "部", "台", "支", "把", "批", "桩", "张", "所", "篇",
    ];

    private static readonly string[] ApproximateTails = ["左右", "上下", "以上", "以下", "以内"];

    /// <summary>The number whose sign or first digit is at <paramref name="start"/>.</summary>
    public static PrintedNumber Read(string plain, int start)
    {
        char sign = plain[start] is '+' or '-' ? plain[start] : '\0';
        int at = SkipBlanks(plain, sign == '\0' ? start : start + 1);
        int digits = at;
        at = IntegerEnd(plain, at);
        int integerEnd = at;
        if (at + 1 < plain.Length && plain[at] == '.' && char.IsAsciiDigit(plain[at + 1]))
        {
            at++;
            at = DigitsEnd(plain, at);
        }

        int decimals = at > integerEnd ? at - integerEnd - 1 : 0;
        bool readable = integerEnd - digits <= MostDigits + 3 && decimals <= MostDigits;
        decimal value = 0;
        readable = readable && decimal.TryParse(plain.AsSpan(digits, at - digits), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);
        return WithUnit(plain, start, at, value, decimals, sign, !readable || IsEndOfRange(plain, start), certain: true);
    }

    /// <summary>A number in Chinese digits, where one with a measure word stands here: 七十起.</summary>
    public static PrintedNumber? ReadChinese(string plain, int start)
    {
        int end = start;
        while (end < plain.Length && end - start < 16 && ChineseDigits.Contains(plain[end], StringComparison.Ordinal))
        {
            end++;
        }

        if (end == start || plain[start] is '万' or '百' or '千' || ChineseNumber.Parse(plain.AsSpan(start, end - start)) is not { } value)
        {
            return null;
        }

        PrintedNumber number = WithUnit(plain, start, end, value, 0, '\0', approximate: false, certain: false);
        return number.Unit == NumberUnit.Count ? number : null;
    }

    /// <summary>Whether a measure word begins here; its length.</summary>
    private static string MeasureAt(string plain, int at) =>
        Measures.FirstOrDefault(measure => string.CompareOrdinal(plain, at, measure, 0, measure.Length) == 0) ?? "";

    private static PrintedNumber WithUnit(string plain, int start, int digitsEnd, decimal value, int decimals, char sign, bool approximate, bool certain)
    {
        int at = SkipBlanks(plain, digitsEnd);
        if (at < plain.Length && plain[at] is '余' or '多' or '几')
        {
            approximate = true;
            at++;
        }

        if (at < plain.Length && plain[at] is '万' or '亿' && !Is(plain, at, "万元") && !Is(plain, at, "亿元"))
        {
            approximate = true;
            at++;
            at = at < plain.Length && plain[at] is '余' or '多' ? at + 1 : at;
        }

        (NumberUnit unit, int length, string measure) = UnitAt(plain, at);
        int end = length == 0 ? digitsEnd : at + length;
        approximate |= ApproximateTails.Any(tail => Is(plain, end, tail)) || (end < plain.Length && plain[end] == '多');
        return new PrintedNumber(start, digitsEnd, end, value, decimals, sign, unit, measure, approximate, certain);
    }

    private static (NumberUnit Unit, int Length, string Measure) UnitAt(string plain, int at)
    {
        if (Is(plain, at, "%"))
        {
            return (NumberUnit.Percent, 1, "");
        }

        if (Is(plain, at, "个百分点") || Is(plain, at, "百分点"))
        {
            return (NumberUnit.Points, plain[at] == '个' ? 4 : 3, "");
        }

        if (Is(plain, at, "倍"))
        {
            return (NumberUnit.Times, 1, "");
        }

        string measure = MeasureAt(plain, at);
        return measure.Length == 0 || Is(plain, at, "个月") || Is(plain, at, "个小时") ? (NumberUnit.None, 0, "") : (NumberUnit.Count, measure.Length, measure);
    }

    private static int IntegerEnd(string plain, int at)
    {
        int end = DigitsEnd(plain, at);
        if (end - at > 3)
        {
            return end;
        }

        // 12,345: one to three digits, then groups of exactly three; 62,上升 is no such group.
        while (end < plain.Length && plain[end] == ',' && IsGroup(plain, end + 1))
        {
            end += 4;
        }

        return end;
    }

    private static bool IsGroup(string plain, int at) =>
        at + 3 <= plain.Length && char.IsAsciiDigit(plain[at]) && char.IsAsciiDigit(plain[at + 1]) && char.IsAsciiDigit(plain[at + 2])
        && (at + 3 == plain.Length || !char.IsAsciiDigit(plain[at + 3]));

    private static int DigitsEnd(string plain, int at)
    {
        while (at < plain.Length && char.IsAsciiDigit(plain[at]))
        {
            at++;
        }

        return at;
    }

    // 3-5起: the upper end of a range is no count of its own.
    private static bool IsEndOfRange(string plain, int start) =>
        start >= 2 && plain[start - 1] is '-' or '~' or '至' && char.IsAsciiDigit(plain[start - 2]);

    private static bool Is(string plain, int at, string word) => string.CompareOrdinal(plain, at, word, 0, word.Length) == 0;

    private static int SkipBlanks(string plain, int at)
    {
        while (at < plain.Length && plain[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
