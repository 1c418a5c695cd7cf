using System.Globalization;

namespace Tongbi.Collector.Statistics;

/// <summary>Figures as printed: two decimals, a sign always shown, minus as U+2212.</summary>
public static class FigureText
{
    /// <summary>The minus sign of all printed figures.</summary>
    public const char Minus = '\u2212';

    /// <summary>A rate (0.2506) as a signed percentage: <c>+25.06%</c>, <c>−6.26%</c>, <c>0.00%</c>.</summary>
    public static string Percent(decimal rate) => WithSign(rate * 100) + "%";

    /// <summary>A number with 2 decimals and its sign; zero has none.</summary>
    public static string WithSign(decimal number) => Sign(number) + Math.Abs(number).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A rate without sign, for prose where the verb gives the direction: <c>25.06%</c>.</summary>
    public static string PlainPercent(decimal rate, int decimals = 2) => Math.Abs(rate * 100).ToString(decimals == 1 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + "%";

    /// <summary>Percentage points without sign and without idle zeros, for prose: <c>1.2</c>.</summary>
    public static string PlainPoints(decimal points) => Math.Abs(points).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>An expected or mean count without idle zeros: <c>12.33</c>.</summary>
    public static string Mean(decimal count) => (count < 0 ? Minus.ToString() : "") + Math.Abs(count).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A whole count; below 0 with U+2212.</summary>
    public static string Count(long count) =>
        count < 0 ? Minus + count.ToString(CultureInfo.InvariantCulture)[1..] : count.ToString(CultureInfo.InvariantCulture);

    private static string Sign(decimal number) => number > 0 ? "+" : number < 0 ? Minus.ToString() : "";
}
