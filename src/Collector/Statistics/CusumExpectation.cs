using Tongbi.Collector.Aberrations;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// A Poisson CUSUM with R's defaults over this period and the 12 before it; its in-control mean is that of the 52 periods before those, of which at least
/// 26 must be known.
/// </summary>
internal sealed class CusumExpectation() : ExpectationMethod(Reference + Run - 1, byWeeks: false)
{
    private const int Run = 13;
    private const int Reference = 52;
    private const int FewestReference = 26;

    /// <inheritdoc/>
    public override Expectation? Expect(ReadOnlySpan<PastCount> past, PastCount present)
    {
        double[] series = Series(past, present);
        int first = series.Length - Run;
        int known = series.Take(Math.Max(0, first)).Count(count => !double.IsNaN(count));
        return known < FewestReference ? null : Take(Cusum.Detect(series, first, series.Length - 1, new CusumParameters())[^1], known);
    }
}
