using System.Numerics;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// Quotients of whole numbers, computed exactly and rounded once. Binary floating point is never used: <c>(c / b − 1) × 100</c> in doubles gets one exact
/// half in six wrong and prints −0.00.
/// </summary>
public static class ExactQuotient
{
    /// <summary>numerator ÷ denominator, to so many decimals.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static decimal Round(BigInteger numerator, BigInteger denominator, int decimals, Rounding rounding)
    {
        BigInteger scale = BigInteger.Pow(10, decimals);
        BigInteger divisor = BigInteger.Abs(denominator);
        BigInteger digits = BigInteger.DivRem(BigInteger.Abs(numerator) * scale, divisor, out BigInteger rest);
        int half = (rest * 2).CompareTo(divisor);
        if (half > 0 || (half == 0 && (rounding == Rounding.HalfAwayFromZero || !digits.IsEven)))
        {
            digits++;
        }

        bool negative = numerator.Sign * denominator.Sign < 0;
        return (decimal)(negative ? -digits : digits) / (decimal)scale;
    }

    /// <summary>The change of a count as a ratio: (current − base) ÷ base, to so many decimals; 4 of them give a percentage with 2.</summary>
    /// <exception cref="DivideByZeroException">The base is 0.</exception>
    public static decimal RateOfChange(long current, long @base, int decimals = 4, Rounding rounding = Rounding.HalfAwayFromZero) =>
        Round((BigInteger)current - @base, @base, decimals, rounding);
}
