using MathNet.Numerics.Distributions;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// The exact conditional comparison of two Poisson counts with unequal exposure (Przyborowski and Wilenski 1940): given their sum n, the current count is
/// binomial of n and the current side's share of the exposure. Limits are those of Clopper and Pearson (1934); the two-sided p-value adds up all outcomes
/// no likelier than the observed one, as R's <c>poisson.test</c> does, its tolerance of 1e−7 for ties included. Microseconds, also for counts in the millions;
/// from one version to the next nearly all questions are the same again, so the latest answers are kept (a bounded number; thread-safe).
/// </summary>
public static class ExactRateRatio
{
    /// <summary>Compares two counts; null where either is negative or an exposure is not above 0, since no Poisson count is.</summary>
    /// <param name="current">Count of this side.</param>
    /// <param name="currentExposure">What it was counted over, e.g. hours.</param>
    /// <param name="base">Count of the other side.</param>
    /// <param name="baseExposure">What that was counted over, in the same measure.</param>
    /// <param name="confidence">Confidence of the interval, above 0 and below 1.</param>
    public static RateRatio? Compare(long current, double currentExposure, long @base, double baseExposure, double confidence = 0.95)
    {
        if (current < 0 || @base < 0 || !(currentExposure > 0) || !(baseExposure > 0))
        {
            return null;
        }

        Question question = new(current, currentExposure, @base, baseExposure, confidence);
        ref Answered? slot = ref Recent[(uint)question.GetHashCode() % RecentAnswers];
        if (Volatile.Read(ref slot) is { } known && known.Question == question)
        {
            return known.Ratio;
        }

        RateRatio ratio = Compute(question);
        Volatile.Write(ref slot, new Answered(question, ratio));
        return ratio;
    }

    private static RateRatio Compute(Question question)
    {
        (long current, double currentExposure, long @base, double baseExposure, double confidence) = question;
        double? estimate = @base == 0 ? null : current / currentExposure / (@base / baseExposure);
        double perExposure = baseExposure / currentExposure;
        double tail = (1 - confidence) / 2;
        double low = current == 0 ? 0 : LowerOdds(current, @base, tail) * perExposure;
        double? high = @base == 0 ? null : perExposure / LowerOdds(@base, current, tail);
        double p = TwoSided(current, (double)current + @base, currentExposure / (currentExposure + baseExposure), baseExposure / (currentExposure + baseExposure));
        return new RateRatio(estimate, low, high, p, p < 0.05);
    }

    /// <summary>
    /// The odds p/q at which P(X ≥ successes) equals the tail. Newton's method on ln P over ln(p/q), which is concave: started from the Wilson limit
    /// or any other place it never passes the root again after the first step.
    /// </summary>
    private static double LowerOdds(double successes, double failures, double tail)
    {
        double n = successes + failures;
        double z = Normal.InvCDF(0, 1, 1 - tail);
        double centre = successes + (z * z / 2);
        double spread = z * Math.Sqrt((successes * failures / n) + (z * z / 4));
        double start = Math.Max((centre - spread) / (n + (z * z)), double.Epsilon);
        double logOdds = Math.Log(start) - Math.Log(1 - start);
        double target = Math.Log(tail);
        for (int i = 0; i < 100; i++)
        {
            double odds = Math.Exp(logOdds);
            double p = odds / (1 + odds);
            double step = (target - BinomialTail.LogUpper(successes, n, p, 1 / (1 + odds), out double ratio)) * ratio / successes;
            logOdds += step;

            // Newton squares its error: after a step this small, what is left is below the last digit.
            if (Math.Abs(step) < 1e-9)
            {
                break;
            }
        }

        return Math.Exp(logOdds);
    }

    private static double TwoSided(double x, double n, double p, double q)
    {
        double mean = n * p;
        if (n == 0 || x == mean)
        {
            return 1;
        }

        // The mirrored tail of the failures is the same question seen from the other side.
        return Math.Min(1, x > mean ? BothTails(x, n, p, q) : BothTails(n - x, n, q, p));
    }

    /// <summary>P(X ≥ x) for x above the mean, and the outcomes on the other side that are no likelier than x.</summary>
    private static double BothTails(double x, double n, double p, double q)
    {
        double limit = BinomialTail.LogProbability(x, n, p, q) + Math.Log(1 + 1e-7);
        // Below the mean the chances only rise: find the last outcome within the limit by bisection; −1 where there is none.
        double low = -1;
        double high = Math.Floor(n * p) + 1;
        while (high - low > 1)
        {
            double middle = Math.Floor((low + high) / 2);
            if (BinomialTail.LogProbability(middle, n, p, q) <= limit)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return BinomialTail.Upper(x, n, p, q) + (low < 0 ? 0 : BinomialTail.Lower(low, n, p, q));
    }

    /// <summary>Prime, so that neighbouring counts do not fall on each other; about 1 MB when full.</summary>
    private const int RecentAnswers = 8_191;

    private static readonly Answered?[] Recent = new Answered?[RecentAnswers];

    private readonly record struct Question(long Current, double CurrentExposure, long Base, double BaseExposure, double Confidence);

    /// <summary>A question with its answer; one reference, so that readers see both or neither.</summary>
    private sealed record Answered(Question Question, RateRatio Ratio);
}
