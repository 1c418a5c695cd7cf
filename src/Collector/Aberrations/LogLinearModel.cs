namespace Tongbi.Collector.Aberrations;

/// <summary>
/// Quasi-Poisson regression with log link by iteratively re-weighted least squares (McCullagh and Nelder 1989, ch. 2 and 9), small and dense:
/// a few hundred rows, at most a dozen columns. Columns that add nothing (all zero, or a linear combination of those before) get the
/// coefficient 0, as R's NA has the effect of. Not thread-safe; reuse means refit.
/// </summary>
internal sealed class LogLinearModel
{
    private const int MaximumIterations = 100;
    private const double Tolerance = 1e-12;
    private const double Collinear = 1e-9;

    private readonly double[] design;
    private readonly double[] information;
    private readonly double[] factor;
    private readonly double[] right;
    private readonly bool[] aliased;
    private readonly int rows;
    private readonly int columns;

    /// <summary>Makes room for a model; fill <see cref="Response"/> and each <see cref="Row"/>, then <see cref="Fit"/>.</summary>
    public LogLinearModel(int rows, int columns)
    {
        this.rows = rows;
        this.columns = columns;
        design = new double[rows * columns];
        Response = new double[rows];
        Weights = new double[rows];
        Offset = new double[rows];
        Fitted = new double[rows];
        Leverage = new double[rows];
        Coefficients = new double[columns];
        information = new double[columns * columns];
        factor = new double[columns * columns];
        right = new double[columns];
        aliased = new bool[columns];
        Array.Fill(Weights, 1);
    }

    /// <summary>Observed counts.</summary>
    public double[] Response { get; }

    /// <summary>Prior weights, 1 unless set.</summary>
    public double[] Weights { get; }

    /// <summary>Known part of the linear predictor (log population), 0 unless set.</summary>
    public double[] Offset { get; }

    /// <summary>Fitted means μ after <see cref="Fit"/>.</summary>
    public double[] Fitted { get; }

    /// <summary>Diagonal of the hat matrix after <see cref="Fit"/>.</summary>
    public double[] Leverage { get; }

    /// <summary>Coefficients after <see cref="Fit"/>; 0 where a column was aliased.</summary>
    public double[] Coefficients { get; }

    /// <summary>Rows less the columns that count.</summary>
    public int ResidualDegrees => rows - columns + aliased.Count(column => column);

    /// <summary>One row of the design matrix.</summary>
    public Span<double> Row(int row) => design.AsSpan(row * columns, columns);

    /// <summary>Whether a column's coefficient was estimated.</summary>
    public bool IsEstimated(int column) => !aliased[column];

    /// <summary>Fits the model. False if it did not converge or all weighted counts are zero (the means run to zero).</summary>
    public bool Fit()
    {
        for (int row = 0; row < rows; row++)
        {
            Fitted[row] = Response[row] + 0.1;
        }

        double deviance = double.PositiveInfinity;
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            Accumulate();
            Decompose();
            Solve();
            double next = Predict();
            if (!double.IsFinite(next))
            {
                return false;
            }

            if (Math.Abs(next - deviance) < Tolerance * (Math.Abs(next) + 0.1))
            {
                Accumulate();
                Decompose();
                HatDiagonal();
                return true;
            }

            deviance = next;
        }

        return false;
    }

    /// <summary>Pearson chi-square over the residual degrees of freedom; not limited from below.</summary>
    public double Dispersion()
    {
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            double residual = Response[row] - Fitted[row];
            sum += Weights[row] * residual * residual / Fitted[row];
        }

        return sum / ResidualDegrees;
    }

    /// <summary>Variance of the linear predictor at a row, for dispersion 1.</summary>
    public double PredictorVariance(ReadOnlySpan<double> row)
    {
        Span<double> half = stackalloc double[columns];
        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            if (aliased[i])
            {
                continue;
            }

            double value = row[i];
            for (int j = 0; j < i; j++)
            {
                value -= factor[(i * columns) + j] * half[j];
            }

            half[i] = value / factor[(i * columns) + i];
            sum += half[i] * half[i];
        }

        return sum;
    }

    /// <summary>Variance of one estimated coefficient, for dispersion 1: a diagonal element of the inverse information.</summary>
    public double CoefficientVariance(int column)
    {
        // Solve L v = e: the squared length of v is the element wanted.
        Span<double> solved = stackalloc double[columns];
        double sum = 0;
        for (int i = column; i < columns; i++)
        {
            if (aliased[i])
            {
                continue;
            }

            double value = i == column ? 1 : 0;
            for (int j = column; j < i; j++)
            {
                value -= factor[(i * columns) + j] * solved[j];
            }

            solved[i] = value / factor[(i * columns) + i];
            sum += solved[i] * solved[i];
        }

        return sum;
    }

    /// <summary>Linear predictor at a row, without offset.</summary>
    public double Predictor(ReadOnlySpan<double> row)
    {
        double sum = 0;
        for (int column = 0; column < columns; column++)
        {
            sum += row[column] * Coefficients[column];
        }

        return sum;
    }

    /// <summary>Weighted normal equations: XᵀWX and XᵀWz with working weights w·μ and working response z = η + (y − μ)/μ.</summary>
    private void Accumulate()
    {
        Array.Clear(information);
        Array.Clear(right);
        for (int row = 0; row < rows; row++)
        {
            double mean = Fitted[row];
            double weight = Weights[row] * mean;
            double working = Math.Log(mean) - Offset[row] + ((Response[row] - mean) / mean);
            ReadOnlySpan<double> x = Row(row);
            for (int i = 0; i < columns; i++)
            {
                if (x[i] == 0)
                {
                    continue;
                }

                double scaled = weight * x[i];
                right[i] += scaled * working;
                for (int j = 0; j <= i; j++)
                {
                    information[(i * columns) + j] += scaled * x[j];
                }
            }
        }
    }

    /// <summary>Cholesky with columns that add nothing left out.</summary>
    private void Decompose()
    {
        Array.Clear(factor);
        for (int i = 0; i < columns; i++)
        {
            double diagonal = information[(i * columns) + i];
            for (int j = 0; j < i; j++)
            {
                if (aliased[j])
                {
                    continue;
                }

                double value = information[(i * columns) + j];
                for (int k = 0; k < j; k++)
                {
                    value -= factor[(i * columns) + k] * factor[(j * columns) + k];
                }

                value /= factor[(j * columns) + j];
                factor[(i * columns) + j] = value;
                diagonal -= value * value;
            }

            aliased[i] = diagonal <= Collinear * information[(i * columns) + i] || diagonal <= 0;
            if (aliased[i])
            {
                factor.AsSpan(i * columns, columns).Clear();
            }
            else
            {
                factor[(i * columns) + i] = Math.Sqrt(diagonal);
            }
        }
    }

    private void Solve()
    {
        Span<double> forward = stackalloc double[columns];
        for (int i = 0; i < columns; i++)
        {
            if (aliased[i])
            {
                continue;
            }

            double value = right[i];
            for (int j = 0; j < i; j++)
            {
                value -= factor[(i * columns) + j] * forward[j];
            }

            forward[i] = value / factor[(i * columns) + i];
        }

        for (int i = columns - 1; i >= 0; i--)
        {
            if (aliased[i])
            {
                Coefficients[i] = 0;
                continue;
            }

            double value = forward[i];
            for (int j = i + 1; j < columns; j++)
            {
                value -= factor[(j * columns) + i] * Coefficients[j];
            }

            Coefficients[i] = value / factor[(i * columns) + i];
        }
    }

    /// <summary>New means; returns the deviance.</summary>
    private double Predict()
    {
        double deviance = 0;
        for (int row = 0; row < rows; row++)
        {
            double mean = Math.Max(Math.Exp(Predictor(Row(row)) + Offset[row]), 1e-300);
            Fitted[row] = mean;
            double count = Response[row];
            deviance += 2 * Weights[row] * ((count > 0 ? count * Math.Log(count / mean) : 0) - (count - mean));
        }

        return deviance;
    }

    private void HatDiagonal()
    {
        for (int row = 0; row < rows; row++)
        {
            Leverage[row] = Weights[row] * Fitted[row] * PredictorVariance(Row(row));
        }
    }
}
