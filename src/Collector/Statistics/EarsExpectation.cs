using Tongbi.Collector.Aberrations;

namespace Tongbi.Collector.Statistics;

/// <summary>The baseline of EARS over the periods before, with R's defaults: 7 periods, alpha 0.001 (C3 0.025).</summary>
internal sealed class EarsExpectation(EarsMethod method) : ExpectationMethod(periods: 11, byWeeks: false)
{
    /// <inheritdoc/>
    public override Expectation? Expect(ReadOnlySpan<PastCount> past, PastCount present)
    {
        double[] series = Series(past, present);
        EarsParameters parameters = new(method);
        return Take(Ears.Detect(series, series.Length - 1, series.Length - 1, parameters)[0], parameters.Baseline);
    }
}
