using System.Globalization;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Numbers headings as the office does: 一、 (一) 1. in Chinese, 1 1.1 1.1.1 in English.</summary>
internal sealed class ReportNumbers(bool isChinese)
{
    private static readonly string[] Digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

    private readonly int[] counts = new int[3];

    /// <summary>The heading with its number.</summary>
    public string Next(int level, string text)
    {
        counts[level - 1]++;
        Array.Clear(counts, level, counts.Length - level);
        int number = counts[level - 1];
        return isChinese
            ? level switch { 1 => $"{Chinese(number)}、{text}", 2 => $"({Chinese(number)}){text}", _ => string.Create(CultureInfo.InvariantCulture, $"{number}.{text}") }
            : string.Join('.', counts.Take(level).Select(count => count.ToString(CultureInfo.InvariantCulture))) + " " + text;
    }

    /// <summary>A number from 1 to 99 in Chinese: 十二.</summary>
    internal static string Chinese(int number) => number switch
    {
        < 10 => Digits[number],
        < 20 => "十" + (number == 10 ? "" : Digits[number - 10]),
        _ => Digits[number / 10] + "十" + (number % 10 == 0 ? "" : Digits[number % 10]),
    };
}
