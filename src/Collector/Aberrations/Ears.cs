using MathNet.Numerics.Distributions;

namespace Tongbi.Collector.Aberrations;

/// <summary>
/// EARS C1, C2 and C3 (Hutwagner et al. 2003; formulas as in Fricker, Hegler and Dunfee 2008): a count against the mean and
/// standard deviation of a short, recent baseline. For daily counts without a long history. NaN is an unknown count: a point that needs it has no result.
/// </summary>
public static class Ears
{
    /// <summary>Days that C2 and C3 leave between the baseline and the day itself.</summary>
    private const int Lag = 2;

    /// <summary>Evaluates positions [first, last] of a series; a position without a whole baseline before it has no bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The baseline is shorter than 3, alpha is outside (0, 1), or the range outside the series.</exception>
    public static IReadOnlyList<AberrationPoint> Detect(ReadOnlySpan<double> observed, int first, int last, EarsParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Baseline, 3);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(last, observed.Length);
        if (parameters.EffectiveAlpha is <= 0 or >= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parameters), parameters.EffectiveAlpha, "alpha is not between 0 and 1.");
        }

        double z = Normal.InvCDF(0, 1, 1 - parameters.EffectiveAlpha);
        AberrationPoint[] points = new AberrationPoint[Math.Max(0, last - first + 1)];
        for (int index = first; index <= last; index++)
        {
            points[index - first] = parameters.Method == EarsMethod.C3
                ? Cumulated(observed, index, parameters, z)
                : Plain(observed, index, parameters, z);
        }

        return points;
    }

    private static AberrationPoint Plain(ReadOnlySpan<double> observed, int index, EarsParameters parameters, double z)
    {
        int end = parameters.Method == EarsMethod.C1 ? index : index - Lag;
        if (end < parameters.Baseline)
        {
            return new AberrationPoint(index, observed[index], null, null, null, false);
        }

        (double mean, double deviation) = Moments(observed.Slice(end - parameters.Baseline, parameters.Baseline));
        deviation = Math.Max(deviation, parameters.MinSigma);
        double bound = mean + (z * deviation);
        if (double.IsNaN(bound) || double.IsNaN(observed[index]))
        {
            return new AberrationPoint(index, observed[index], null, null, null, false);
        }

        double? score = deviation == 0 ? null : (observed[index] - mean) / deviation;
        return new AberrationPoint(index, observed[index], mean, bound, score, observed[index] > bound);
    }

    private static AberrationPoint Cumulated(ReadOnlySpan<double> observed, int index, EarsParameters parameters, double z)
    {
        if (index - Lag - 2 < parameters.Baseline)
        {
            return new AberrationPoint(index, observed[index], null, null, null, false);
        }

        (double mean, double deviation) = Baseline(observed, index, parameters);
        double excess = Math.Max(0, Standardised(observed, index - 1, parameters) - 1) + Math.Max(0, Standardised(observed, index - 2, parameters) - 1);
        double bound = observed[index] + (deviation * (z - excess));

        // 0/0: a baseline without any variation says nothing.
        if (double.IsNaN(bound))
        {
            return new AberrationPoint(index, observed[index], double.IsNaN(mean) || double.IsNaN(observed[index]) ? null : mean, null, null, false);
        }

        bound = Math.Max(0, bound);
        return new AberrationPoint(index, observed[index], mean, bound, double.IsFinite(excess) ? excess : null, observed[index] > bound);
    }

    private static double Standardised(ReadOnlySpan<double> observed, int index, EarsParameters parameters)
    {
        (double mean, double deviation) = Baseline(observed, index, parameters);
        return (observed[index] - mean) / deviation;
    }

    private static (double Mean, double Deviation) Baseline(ReadOnlySpan<double> observed, int index, EarsParameters parameters)
    {
        (double mean, double deviation) = Moments(observed.Slice(index - Lag - parameters.Baseline, parameters.Baseline));
        return (mean, Math.Max(deviation, parameters.MinSigma));
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, Math.Sqrt(squares / (values.Length - 1)));
    }
}
