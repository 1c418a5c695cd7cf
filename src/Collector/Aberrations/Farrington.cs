using MathNet.Numerics.Distributions;

namespace Tongbi.Collector.Aberrations;

/// <summary>
/// Farrington's detector for weekly counts: Farrington, Andrews, Beale and Catchpole 1996, and its improved form, Noufaily et al. 2013.
/// A quasi-Poisson regression on the same weeks of past years gives the expected count; past outbreaks are weighted down by their
/// Anscombe residuals; the bound follows from the mean and the dispersion.
/// <para>NaN is an unknown count: it has no result and is left out of what others are held against; with less than half of that known there is no result.</para>
/// <para>Standard errors after re-weighting use the dispersion of the re-weighted fit, as the papers do.</para>
/// </summary>
public static class Farrington
{
    private const int MinimumYearsForTrend = 3;

    /// <summary>Evaluates positions [first, last] of a series.</summary>
    /// <param name="observed">Counts, equally spaced.</param>
    /// <param name="first">Zero-based position of the first point to evaluate.</param>
    /// <param name="last">Zero-based position of the last point to evaluate.</param>
    /// <param name="parameters">Settings.</param>
    /// <param name="dates">First day of each period, to find the same week by the calendar; null = by <see cref="FarringtonParameters.Frequency"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the series, or a setting outside its range.</exception>
    public static IReadOnlyList<AberrationPoint> Detect(
        ReadOnlySpan<double> observed, int first, int last, FarringtonParameters parameters, IReadOnlyList<DateOnly>? dates = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(last, observed.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.YearsBack, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.HalfWindow);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.NoPeriods, 1);
        AberrationPoint[] points = new AberrationPoint[Math.Max(0, last - first + 1)];
        for (int index = first; index <= last; index++)
        {
            points[index - first] = Evaluate(observed, index, parameters, dates);
        }

        return points;
    }

    /// <summary>The fit behind one point, for explanation and tests; null where there is none.</summary>
    internal static FarringtonFit? Fit(ReadOnlySpan<double> observed, int index, FarringtonParameters parameters, IReadOnlyList<DateOnly>? dates)
    {
        int[]? anchors = FarringtonReference.Anchors(index, parameters.YearsBack, parameters.HalfWindow, parameters.Frequency, dates);
        if (anchors is null)
        {
            return null;
        }

        int end = parameters.TwoSided ? index - 1 : index - 1 - parameters.PastWeeksNotIncluded;
        List<(int Position, int Level)> rows = FarringtonReference.Rows(anchors, parameters.HalfWindow, parameters.NoPeriods, end);
        int wanted = rows.Count;
        for (int row = rows.Count - 1; row >= 0; row--)
        {
            if (double.IsNaN(observed[rows[row].Position]))
            {
                rows.RemoveAt(row);
            }
        }

        if (rows.Count < wanted && rows.Count * 2 < wanted)
        {
            return null;
        }

        if (parameters.Trend && parameters.YearsBack >= MinimumYearsForTrend
            && FarringtonFit.Make(observed, rows, index, parameters, withTrend: true) is { } trend && trend.KeepsTrend(parameters.PThresholdTrend))
        {
            return trend;
        }

        return FarringtonFit.Make(observed, rows, index, parameters, withTrend: false);
    }

    private static AberrationPoint Evaluate(ReadOnlySpan<double> observed, int index, FarringtonParameters parameters, IReadOnlyList<DateOnly>? dates)
    {
        double recent = 0;
        for (int position = Math.Max(0, index - parameters.Limit54Period + 1); position <= index; position++)
        {
            recent += double.IsNaN(observed[position]) ? 0 : observed[position];
        }

        if (double.IsNaN(observed[index]) || recent < parameters.Limit54Cases || Fit(observed, index, parameters, dates) is not { } fit)
        {
            return new AberrationPoint(index, observed[index], null, null, null, false);
        }

        double bound = Bound(fit, parameters);
        double score = (observed[index] - fit.Mean) / (bound - fit.Mean);
        return new AberrationPoint(index, observed[index], fit.Mean, bound, score, observed[index] > bound);
    }

    private static double Bound(FarringtonFit fit, FarringtonParameters parameters)
    {
        double z = Normal.InvCDF(0, 1, 1 - (parameters.TwoSided ? parameters.Alpha / 2 : parameters.Alpha));
        switch (parameters.ThresholdMethod)
        {
            case FarringtonThreshold.NbPlugin:
                return Quantile(fit.Mean, fit.Dispersion, 1 - parameters.Alpha);
            case FarringtonThreshold.Muan:
                return Quantile(fit.Mean * Math.Exp(z * fit.PredictorError), fit.Dispersion, 1 - parameters.Alpha);
            case FarringtonThreshold.Delta:
            default:
                double error = fit.Mean * fit.PredictorError;
                double variance = fit.Dispersion + (error * error / fit.Mean);
                double power = parameters.Power;

                // Variance of μ^p by the delta method: p²·μ^(2p−1)·τ; for p = ⅔ this is 4/9·μ^⅓·τ.
                double limit = Math.Pow(fit.Mean, power) + (z * Math.Sqrt(power * power * Math.Pow(fit.Mean, (2 * power) - 1) * variance));
                return Math.Pow(limit, 1 / power);
        }
    }

    /// <summary>Smallest count whose distribution function reaches the probability: negative binomial with mean μ and variance φμ, Poisson for φ = 1.</summary>
    private static double Quantile(double mean, double dispersion, double probability)
    {
        double size = mean / (dispersion - 1);
        Func<int, double> distribution = dispersion > 1
            ? count => NegativeBinomial.CDF(size, 1 / dispersion, count)
            : count => Poisson.CDF(mean, count);
        int high = (int)Math.Ceiling(mean) + 1;
        while (distribution(high) < probability)
        {
            high *= 2;
        }

        int low = -1;
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            if (distribution(middle) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }
}
