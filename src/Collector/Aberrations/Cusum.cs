namespace Tongbi.Collector.Aberrations;

/// <summary>
/// Poisson CUSUM on standardised counts (Rossi, Lampugnani and Marchi 1999): small lasting shifts add up until they cross a limit.
/// The statistic is not reset after an alarm. NaN is an unknown count: it has no result, leaves the statistic as it was, and does not go into the mean.
/// </summary>
public static class Cusum
{
    /// <summary>Evaluates positions [first, last]; the mean, where not given, is of the positions before <paramref name="first"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the series, or no mean is given and nothing stands before the range.</exception>
    public static IReadOnlyList<AberrationPoint> Detect(ReadOnlySpan<double> observed, int first, int last, CusumParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(last, observed.Length);
        if (parameters.M is null)
        {
            ArgumentOutOfRangeException.ThrowIfZero(first);
        }

        double[] means = Means(observed, first, last, parameters);
        AberrationPoint[] points = new AberrationPoint[Math.Max(0, last - first + 1)];
        double sum = 0;
        for (int index = first; index <= last; index++)
        {
            double mean = means[index - first];
            if (double.IsNaN(observed[index]))
            {
                points[index - first] = new AberrationPoint(index, observed[index], null, null, null, false);
                continue;
            }

            sum = Math.Max(0, sum + Standardise(observed[index], mean, parameters) - parameters.K);
            bool alarm = sum >= parameters.H;
            double? statistic = double.IsFinite(sum) ? sum : null;
            points[index - first] = new AberrationPoint(index, observed[index], mean, null, statistic, alarm);
        }

        return points;
    }

    private static double[] Means(ReadOnlySpan<double> observed, int first, int last, CusumParameters parameters)
    {
        double[] means = new double[Math.Max(0, last - first + 1)];
        if (parameters.M is { } given)
        {
            Array.Fill(means, given);
        }
        else if (parameters.SeasonalMean)
        {
            SeasonalHarmonic harmonic = SeasonalHarmonic.Fit(observed[..first], parameters.Frequency);
            for (int index = first; index <= last; index++)
            {
                means[index - first] = harmonic.MeanAt(index);
            }
        }
        else
        {
            double total = 0;
            int known = 0;
            foreach (double value in observed[..first])
            {
                total += double.IsNaN(value) ? 0 : value;
                known += double.IsNaN(value) ? 0 : 1;
            }

            Array.Fill(means, total / known);
        }

        return means;
    }

    private static double Standardise(double count, double mean, CusumParameters parameters) => parameters.Transform switch
    {
        CusumTransform.Standard => (count - mean) / Math.Sqrt(mean),
        CusumTransform.Rossi => (count - (3 * mean) + (2 * Math.Sqrt(count * mean))) / (2 * Math.Sqrt(mean)),
        CusumTransform.Anscombe => 1.5 * (Math.Cbrt(count * count) - Math.Cbrt(mean * mean)) / Math.Pow(mean, 1.0 / 6),
        CusumTransform.PearsonNegBin => (count - mean) / Math.Sqrt(mean + (parameters.Alpha * mean * mean)),
        _ => count,
    };
}
