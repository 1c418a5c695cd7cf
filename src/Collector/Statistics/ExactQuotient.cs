using System.Numerics;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// Quotients of whole numbers, computed exactly and rounded once. Binary floating point is never used: <c>(c / b − 1) × 100</c> in doubles gets one exact
/// half in six wrong and prints −0.00.
/// </summary>
public static class ExactQuotient
{
    /// <summary>numerator ÷ denominator, to so many decimals. Exact while the numerator times 10 to that power fits the type.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static decimal Round<T>(T numerator, T denominator, int decimals, Rounding rounding)
        where T : IBinaryInteger<T>
    {
        T scale = T.One;
        for (int i = 0; i < decimals; i++)
        {
            scale *= T.CreateChecked(10);
        }

        T divisor = T.Abs(denominator);
        (T digits, T rest) = T.DivRem(T.Abs(numerator) * scale, divisor);
        int half = (rest + rest).CompareTo(divisor);
        if (half > 0 || (half == 0 && (rounding == Rounding.HalfAwayFromZero || T.IsOddInteger(digits))))
        {
            digits++;
        }

        // The sign goes on the whole number, which has no negative zero; a decimal has one, and some writers print it.
        bool negative = T.IsNegative(numerator) != T.IsNegative(denominator);
        return decimal.CreateChecked(negative ? -digits : digits) / decimal.CreateChecked(scale);
    }

    /// <summary>The change of a count as a ratio: (current − base) ÷ base, to so many decimals (at most 18); 4 of them give a percentage with 2.</summary>
    /// <exception cref="DivideByZeroException">The base is 0.</exception>
    public static decimal RateOfChange(long current, long @base, int decimals = 4, Rounding rounding = Rounding.HalfAwayFromZero) =>
        Round((Int128)current - @base, @base, decimals, rounding);
}
