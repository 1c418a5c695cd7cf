namespace Tongbi.Collector.Aberrations;

/// <summary>Either form of <see cref="Farrington"/> with its settings.</summary>
public sealed class FarringtonDetector(FarringtonParameters parameters) : Detector
{
    /// <inheritdoc/>
    public override string Name => parameters.TwoSided ? "farrington" : "farrington-flexible";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Parameters
    {
        get
        {
            Dictionary<string, object?> values = new(StringComparer.Ordinal)
            {
                ["b"] = parameters.YearsBack,
                ["w"] = parameters.HalfWindow,
                ["reweight"] = parameters.Reweight,
                ["alpha"] = parameters.Alpha,
                ["trend"] = parameters.Trend,
                ["limit54"] = new[] { parameters.Limit54Cases, parameters.Limit54Period },
                ["powertrans"] = parameters.Power == 1 ? "none" : parameters.Power == 0.5 ? "1/2" : "2/3",
            };
            if (!parameters.TwoSided)
            {
                values["weightsThreshold"] = parameters.WeightsThreshold;
                values["pThresholdTrend"] = parameters.PThresholdTrend;
                values["noPeriods"] = parameters.NoPeriods;
                values["pastWeeksNotIncluded"] = parameters.PastWeeksNotIncluded;
                values["thresholdMethod"] = parameters.ThresholdMethod switch
                {
                    FarringtonThreshold.NbPlugin => "nbPlugin",
                    FarringtonThreshold.Muan => "muan",
                    _ => "delta",
                };
            }

            return values;
        }
    }

    /// <inheritdoc/>
    internal override long CostOfPoint
    {
        get
        {
            long rows = (long)parameters.YearsBack * (parameters.NoPeriods > 1 ? parameters.Frequency : (2 * parameters.HalfWindow) + 1);
            long columns = parameters.NoPeriods + 1;
            return rows * columns * columns;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AberrationPoint> Detect(ReadOnlySpan<double> observed, int first, int last, IReadOnlyList<DateOnly>? dates) =>
        Farrington.Detect(observed, first, last, parameters, dates);
}
