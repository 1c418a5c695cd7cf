using MathNet.Numerics.Distributions;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// The exact conditional comparison of two Poisson counts with unequal exposure (Przyborowski and Wilenski 1940): given their sum n, the current count is
/// binomial of n and the current side's share of the exposure. Limits are those of Clopper and Pearson (1934), found by Halley's method; the two-sided p-value adds up all outcomes
/// no likelier than the observed one, as R's <c>poisson.test</c> does, its tolerance of 1e−7 for ties included. A microsecond or two, a few for counts in the millions;
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
        double z = tail == UsualTail ? UsualQuantile : Normal.InvCDF(0, 1, 1 - tail);
        double low = current == 0 ? 0 : LowerOdds(current, @base, tail, z) * perExposure;
        double? high = @base == 0 ? null : perExposure / LowerOdds(@base, current, tail, z);
        double p = TwoSided(current, (double)current + @base, currentExposure / (currentExposure + baseExposure), baseExposure / (currentExposure + baseExposure));
        return new RateRatio(estimate, low, high, p, p < 0.05);
    }

    /// <summary>
    /// The odds p/q at which P(X ≥ successes) equals the tail. Halley's method on ln P over ln(p/q), whose second derivative costs nothing beside the
    /// first; started from Wilson's limit with the correction for continuity, which is near enough for two steps.
    /// </summary>
    private static double LowerOdds(double successes, double failures, double tail, double z)
    {
        double n = successes + failures;
        double continuous = successes - 0.5;
        double centre = continuous + (z * z / 2);
        double spread = z * Math.Sqrt((continuous * (failures + 0.5) / n) + (z * z / 4));
        double start = Math.Max((centre - spread) / (n + (z * z)), 1e-9 / n);
        double logOdds = Math.Log(start / (1 - start));
        double target = Math.Log(tail);
        for (int i = 0; i < 100; i++)
        {
            double odds = Math.Exp(logOdds);
            double q = 1 / (1 + odds), p = odds * q;
            double error = BinomialTail.LogUpper(successes, n, p, q, out double ratio) - target;
            double slope = successes / ratio;
            double bend = successes - (n * p) - p - slope; // the second derivative by the first
            double newton = -error / slope;

            // Far from the root, where the parabola says nothing, a step of Newton's: ln P is concave, so it comes back from the other side at worst.
            double step = Math.Abs(newton * bend) < 1 ? newton / (1 + (newton * bend / 2)) : newton;
            logOdds += step;

            // Halley cubes its error, in units of the spread of the log odds: after a step this small what is left is below the last digits.
            if (Math.Abs(step) * Math.Sqrt(n * p * q) < 1e-4)
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
        double mean = n * p;
        double distance = x - mean;
        double logChance = BinomialTail.LogProbability(x, n, p, q);
        if (distance < MostTerms && distance * distance < 3 * mean * q)
        {
            return 1 - Likelier(x, n, mean, q / p, Math.Exp(logChance));
        }

        double low = LastUnlikelier(n, p, q, Math.Floor(mean - distance), logChance + Math.Log(Ties));
        return BinomialTail.Upper(x, n, p, q) + (low < 0 ? 0 : BinomialTail.Lower(low, n, p, q));
    }

    /// <summary>The outcomes between x and its like on the other side of the mean, added up one by one: near the mean they are few and most of the whole.</summary>
    private static double Likelier(double x, double n, double mean, double odds, double chance)
    {
        double relative = 1;
        double sum = 0;
        for (double k = x; k > 0;)
        {
            relative *= k / (n - k + 1) * odds;
            k--;
            if (k < mean && relative <= Ties)
            {
                break;
            }

            sum += relative;
        }

        return sum * chance;
    }

    /// <summary>The last outcome below the mean whose chance is within the limit; −1 where there is none. Below the mean the chances only rise.</summary>
    /// <param name="n">Number of trials.</param>
    /// <param name="p">Chance of success.</param>
    /// <param name="q">1 − p.</param>
    /// <param name="guess">Where it would be if the two sides were alike; may be below 0.</param>
    /// <param name="limit">Logarithm of the limit.</param>
    private static double LastUnlikelier(double n, double p, double q, double guess, double limit)
    {
        // Brackets it around the guess, then bisects.
        double low = -1;
        double high = Math.Floor(n * p) + 1;
        for (double reach = 4; guess > low && guess < high; reach *= 4)
        {
            if (BinomialTail.LogProbability(guess, n, p, q) <= limit)
            {
                low = guess;
                guess += reach;
            }
            else
            {
                high = guess;
                guess -= reach;
            }
        }

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

        return low;
    }

    /// <summary>R takes outcomes as equally likely up to this factor.</summary>
    private const double Ties = 1 + 1e-7;

    /// <summary>Above this distance from the mean the two tails are quicker than the sum between them.</summary>
    private const double MostTerms = 400;

    private const double UsualTail = (1 - 0.95) / 2;

    private static readonly double UsualQuantile = Normal.InvCDF(0, 1, 1 - UsualTail);

    /// <summary>Prime, so that neighbouring counts do not fall on each other; about 1 MB when full.</summary>
    private const int RecentAnswers = 8_191;

    private static readonly Answered?[] Recent = new Answered?[RecentAnswers];

    private readonly record struct Question(long Current, double CurrentExposure, long Base, double BaseExposure, double Confidence);

    /// <summary>A question with its answer; one reference, so that readers see both or neither.</summary>
    private sealed record Answered(Question Question, RateRatio Ratio);
}
