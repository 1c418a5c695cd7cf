namespace Tongbi.Collector.Aberrations;

/// <summary>
/// A Poisson mean with one yearly wave: log μ(t) = a + b sin(2πt/n) + c cos(2πt/n), t counted from 1. The in-control mean
/// of Rossi, Lampugnani and Marchi 1999 for seasonal counts, as R's <c>surveillance</c> fits it.
/// </summary>
internal sealed class SeasonalHarmonic
{
    private readonly double[] coefficients;
    private readonly double frequency;

    private SeasonalHarmonic(double[] coefficients, int frequency)
    {
        this.coefficients = coefficients;
        this.frequency = frequency;
    }

    /// <summary>Fits the wave to the known counts (not NaN) of a series that begins at position 0.</summary>
    public static SeasonalHarmonic Fit(ReadOnlySpan<double> observed, int frequency)
    {
        int known = 0;
        foreach (double value in observed)
        {
            known += double.IsNaN(value) ? 0 : 1;
        }

        LogLinearModel model = new(known, 3);
        int row = 0;
        for (int index = 0; index < observed.Length; index++)
        {
            if (!double.IsNaN(observed[index]))
            {
                model.Response[row] = observed[index];
                Row(model.Row(row++), index, frequency);
            }
        }

        model.Fit();
        return new SeasonalHarmonic([.. model.Coefficients], frequency);
    }

    /// <summary>Mean at a zero-based position.</summary>
    public double MeanAt(int index)
    {
        Span<double> row = stackalloc double[3];
        Row(row, index, frequency);
        return Math.Exp((row[0] * coefficients[0]) + (row[1] * coefficients[1]) + (row[2] * coefficients[2]));
    }

    private static void Row(Span<double> row, int index, double frequency)
    {
        double angle = 2 * Math.PI * (index + 1) / frequency;
        row[0] = 1;
        row[1] = Math.Sin(angle);
        row[2] = Math.Cos(angle);
    }
}
