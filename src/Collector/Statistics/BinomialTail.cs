using MathNet.Numerics;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// Tails of the binomial distribution with full relative accuracy, however far out and however large the counts: the probability of one outcome by the
/// saddle-point expansion of C. Loader, <i>Fast and accurate computation of binomial probabilities</i> (2000), the sum beyond it by the continued
/// fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), its convergents by Wallis's recurrence. All in logarithms; O(√n) steps at worst.
/// </summary>
internal static class BinomialTail
{
    /// <summary>ln P(X = k), X binomial of n and p, with q = 1 − p given apart so that nothing is lost in the subtraction.</summary>
    public static double LogProbability(double k, double n, double p, double q)
    {
        if (k == 0)
        {
            return n * Log(q, p);
        }

        if (k == n)
        {
            return n * Log(p, q);
        }

        double correction = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * q);
        return correction - (0.5 * Math.Log(2 * Math.PI * k * ((n - k) / n)));
    }

    /// <summary>ln P(X ≥ k) for k beyond the mean, where the continued fraction converges fast.</summary>
    /// <param name="k">1 to n, at or above n·p.</param>
    /// <param name="n">Number of trials.</param>
    /// <param name="p">Chance of success.</param>
    /// <param name="q">1 − p.</param>
    /// <param name="ratio">P(X ≥ k) ÷ (P(X = k)·q), from which the derivative follows: d ln P(X ≥ k) / d ln(p/q) = k ÷ ratio.</param>
    public static double LogUpper(double k, double n, double p, double q, out double ratio)
    {
        ratio = ContinuedFraction(k, n - k + 1, p);
        return LogProbability(k, n, p, q) + Math.Log(q * ratio);
    }

    /// <summary>P(X ≥ k); 1 for k ≤ 0, 0 for k > n.</summary>
    public static double Upper(double k, double n, double p, double q)
    {
        if (k <= 0)
        {
            return 1;
        }

        if (k > n)
        {
            return 0;
        }

        return k >= n * p ? Math.Min(1, Math.Exp(LogUpper(k, n, p, q, out _))) : 1 - Lower(k - 1, n, p, q);
    }

    /// <summary>P(X ≤ k): the upper tail of the failures.</summary>
    public static double Lower(double k, double n, double p, double q) => Upper(n - k, n, q, p);

    // ln(x) where x = 1 − rest: through log1p when the rest is small.
    private static double Log(double x, double rest) => rest < 0.1 ? SpecialFunctions.Log1p(-rest) : Math.Log(x);

    /// <summary>ln(n!) − ln(√(2πn)·(n/e)^n) of a whole number above 0.</summary>
    private static double StirlingError(double n)
    {
        if (n <= 15)
        {
            return SmallStirlingErrors[(int)n];
        }

        double square = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / square)) / square)) / square)) / square)) / n;
    }

    /// <summary>x·ln(x/m) + m − x, without cancellation when x is near m.</summary>
    private static double Deviance(double x, double m)
    {
        double difference = x - m;
        if (Math.Abs(difference) >= 0.1 * (x + m))
        {
            return (x * Math.Log(x / m)) - difference;
        }

        double v = difference / (x + m);
        double sum = difference * v;
        double term = 2 * x * v;
        double square = v * v;
        for (int j = 1; j < 1000; j++)
        {
            term *= square;
            double next = sum + (term / ((2 * j) + 1));
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }

    private static double ContinuedFraction(double a, double b, double x)
    {
        // Convergents are above ÷ below: a new one from the last two without dividing. Only the quotient matters, so both are brought back to size
        // now and then, and compared with what they were.
        double above = 1, lastAbove = 1;
        double below = 1 - ((a + b) * x / (a + 1)), lastBelow = 1;
        double value = 0;
        for (int m = 1; m < 1_000_000;)
        {
            for (int pause = m + StepsBetweenLooks; m < pause; m++)
            {
                double at = a + (2 * m);
                double inverse = 1 / ((at - 1) * at * (at + 1));
                double even = m * (b - m) * x * (at + 1) * inverse;
                double odd = -(a + m) * (a + b + m) * x * (at - 1) * inverse;
                double betweenAbove = above + (even * lastAbove);
                double betweenBelow = below + (even * lastBelow);
                above = betweenAbove + (odd * above);
                below = betweenBelow + (odd * below);
                lastAbove = betweenAbove;
                lastBelow = betweenBelow;
            }

            double scale = 1 / below;
            double next = above * scale;
            if (Math.Abs(next - value) <= 1e-15 * next)
            {
                return next;
            }

            value = next;
            lastAbove *= scale;
            lastBelow *= scale;
            above = next;
            below = 1;
        }

        return value;
    }

    private const int StepsBetweenLooks = 8;

    // Where the series does not hold yet; [0] is never asked for.
    private static readonly double[] SmallStirlingErrors =
        [0, .. Enumerable.Range(1, 15).Select(n => SpecialFunctions.GammaLn(n + 1) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI)))];
}
