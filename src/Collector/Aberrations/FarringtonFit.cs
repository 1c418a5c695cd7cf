using MathNet.Numerics.Distributions;

namespace Tongbi.Collector.Aberrations;

/// <summary>
/// One fitted week: the expected count, the dispersion and the error of the linear predictor (Farrington et al. 1996; re-weighting as in
/// Noufaily et al. 2013).
/// </summary>
internal sealed class FarringtonFit
{
    private readonly LogLinearModel model;
    private readonly double largestReference;
    private readonly bool hasTrend;

    private FarringtonFit(LogLinearModel model, double mean, double dispersion, double predictorError, double largestReference, bool hasTrend)
    {
        this.model = model;
        this.largestReference = largestReference;
        this.hasTrend = hasTrend;
        Mean = mean;
        Dispersion = dispersion;
        PredictorError = predictorError;
    }

    /// <summary>Expected count μ.</summary>
    public double Mean { get; }

    /// <summary>φ, at least 1.</summary>
    public double Dispersion { get; }

    /// <summary>Standard error of log μ.</summary>
    public double PredictorError { get; }

    /// <summary>Whether the trend went in and was estimable.</summary>
    public bool TrendUsed => hasTrend && model.IsEstimated(1);

    /// <summary>Coefficient of time, per position; 0 without trend.</summary>
    public double TrendCoefficient => hasTrend ? model.Coefficients[1] : 0;

    /// <summary>Fits the reference rows; null if the regression does not converge.</summary>
    public static FarringtonFit? Make(
        ReadOnlySpan<double> observed, List<(int Position, int Level)> rows, int index, FarringtonParameters parameters, bool withTrend)
    {
        int trend = withTrend ? 1 : 0;
        int columns = 1 + trend + parameters.NoPeriods - 1;
        LogLinearModel model = new(rows.Count, columns);
        double largest = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            (int position, int level) = rows[row];
            model.Response[row] = observed[position];
            largest = Math.Max(largest, observed[position]);
            Fill(model.Row(row), position - index, level, trend, parameters.NoPeriods);
        }

        if (!model.Fit())
        {
            return null;
        }

        double dispersion = Math.Max(1, model.Dispersion());
        if (parameters.Reweight)
        {
            WeighDown(model, dispersion, parameters.WeightsThreshold);
            if (!model.Fit())
            {
                return null;
            }

            dispersion = Math.Max(1, model.Dispersion());
        }

        Span<double> present = stackalloc double[columns];
        Fill(present, 0, parameters.NoPeriods - 1, trend, parameters.NoPeriods);
        double error = Math.Sqrt(dispersion * model.PredictorVariance(present));
        return new FarringtonFit(model, Math.Exp(model.Predictor(present)), dispersion, error, largest, withTrend);
    }

    /// <summary>The paper's conditions: the trend is significant, and it does not lead beyond what was ever seen.</summary>
    public bool KeepsTrend(double threshold) => TrendUsed && Mean <= largestReference && (threshold >= 1 || TrendPValue() < threshold);

    private double TrendPValue()
    {
        double error = Math.Sqrt(model.Dispersion() * model.CoefficientVariance(1));
        double statistic = Math.Abs(model.Coefficients[1] / error);
        return 2 * StudentT.CDF(0, 1, model.ResidualDegrees, -statistic);
    }

    /// <summary>Weights γ·s⁻² where the standardised Anscombe residual s is above the threshold, else γ; γ makes the weights sum to n.</summary>
    private static void WeighDown(LogLinearModel model, double dispersion, double threshold)
    {
        int rows = model.Response.Length;
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            double count = model.Response[row];
            double mean = model.Fitted[row];
            double residual = 1.5 * ((Math.Cbrt(count * count) * Math.Pow(mean, -1.0 / 6)) - Math.Sqrt(mean))
                / Math.Sqrt(dispersion * (1 - model.Leverage[row]));
            model.Weights[row] = residual > threshold ? 1 / (residual * residual) : 1;
            sum += model.Weights[row];
        }

        for (int row = 0; row < rows; row++)
        {
            model.Weights[row] *= rows / sum;
        }
    }

    /// <summary>Intercept, time from the present, and one column for each level but the window's own.</summary>
    private static void Fill(Span<double> row, int time, int level, int trend, int levels)
    {
        row.Clear();
        row[0] = 1;
        if (trend == 1)
        {
            row[1] = time;
        }

        if (level < levels - 1)
        {
            row[1 + trend + level] = 1;
        }
    }
}
