using System.Numerics;

namespace Tongbi.Collector.Bulletins;

/// <summary>How a figure follows from counts: an exact quotient, and the formula in words.</summary>
/// <param name="Numerator">Of the value as it is printed: a percentage is 100 times the ratio.</param>
/// <param name="Denominator">Above 0.</param>
/// <param name="Text">With its numbers, e.g. <c>(70−62)÷62×100%</c>.</param>
internal readonly record struct Formula(BigInteger Numerator, BigInteger Denominator, string Text)
{
    /// <summary>变化率: (current − base) ÷ base × 100 %.</summary>
    public static Formula Rate(decimal current, decimal @base) =>
        new((BigInteger)(current - @base) * 100, (BigInteger)@base, $"({current}\u2212{@base})÷{@base}×100%");

    /// <summary>增减数.</summary>
    public static Formula Difference(decimal current, decimal @base) => new((BigInteger)(current - @base), 1, $"{current}\u2212{@base}");

    /// <summary>日均: count ÷ days.</summary>
    public static Formula DailyMean(decimal count, int days) => new((BigInteger)count, days, $"{count}÷{days}");

    /// <summary>占比: part ÷ whole × 100 %.</summary>
    public static Formula Share(decimal part, decimal whole) => new((BigInteger)part * 100, (BigInteger)whole, $"{part}÷{whole}×100%");

    /// <summary>合计. A long list is shown by its ends.</summary>
    public static Formula Sum(IReadOnlyList<decimal> parts) =>
        new((BigInteger)parts.Sum(), 1, parts.Count <= 12 ? string.Join('+', parts) : $"{parts[0]}+{parts[1]}+…+{parts[^1]}");
}
