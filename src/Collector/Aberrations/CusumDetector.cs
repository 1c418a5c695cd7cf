namespace Tongbi.Collector.Aberrations;

/// <summary><see cref="Cusum"/> with its settings. Without a given mean and with nothing known before the range there is no result.</summary>
public sealed class CusumDetector(CusumParameters parameters) : Detector
{
    /// <inheritdoc/>
    public override string Name => "cusum";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Parameters
    {
        get
        {
            Dictionary<string, object?> values = new(StringComparer.Ordinal)
            {
                ["k"] = parameters.K,
                ["h"] = parameters.H,
                ["m"] = parameters.SeasonalMean ? "glm" : parameters.M,
                ["trans"] = parameters.Transform switch
                {
                    CusumTransform.Rossi => "rossi",
                    CusumTransform.Anscombe => "anscombe",
                    CusumTransform.PearsonNegBin => "pearsonNegBin",
                    CusumTransform.None => "none",
                    _ => "standard",
                },
            };
            if (parameters.Transform == CusumTransform.PearsonNegBin)
            {
                values["alpha"] = parameters.Alpha;
            }

            return values;
        }
    }

    /// <inheritdoc/>
    internal override long CostOfPoint => 16;

    /// <inheritdoc/>
    public override IReadOnlyList<AberrationPoint> Detect(ReadOnlySpan<double> observed, int first, int last, IReadOnlyList<DateOnly>? dates)
    {
        if (parameters.M is not null || observed[..first].ContainsAnyExcept(double.NaN))
        {
            return Cusum.Detect(observed, first, last, parameters);
        }

        List<AberrationPoint> points = [];
        for (int index = first; index <= last; index++)
        {
            points.Add(new AberrationPoint(index, observed[index], null, null, null, false));
        }

        return points;
    }
}
