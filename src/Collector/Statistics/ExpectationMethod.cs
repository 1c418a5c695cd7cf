using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Statistics;

/// <summary>How an expectation is made from past periods.</summary>
/// <param name="periods">How many periods back are read.</param>
/// <param name="byWeeks">Whether a step back keeps the weekdays; else it is the period before of the same kind.</param>
internal abstract class ExpectationMethod(int periods, bool byWeeks)
{
    /// <summary>How many periods back are read.</summary>
    public int Periods => periods;

    /// <summary>Whether a step back keeps the weekdays; else it is the period before of the same kind.</summary>
    public bool ByWeeks => byWeeks;

    /// <summary>The method of a comparison for a kind of period; null where it has no meaning (Farrington over quarters, years and spans of any length).</summary>
    public static ExpectationMethod? Of(ComparisonBasis basis, NamedPeriod period) => basis.Kind switch
    {
        ComparisonKind.MeanOfWeeks => new MeanOfWeeks(basis.Growth),
        ComparisonKind.FarringtonFlexible => FarringtonExpectation.For(period),
        ComparisonKind.EarsC1 => new EarsExpectation(Aberrations.EarsMethod.C1),
        ComparisonKind.EarsC2 => new EarsExpectation(Aberrations.EarsMethod.C2),
        ComparisonKind.EarsC3 => new EarsExpectation(Aberrations.EarsMethod.C3),
        ComparisonKind.Cusum => new CusumExpectation(),
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis.Kind, "Not an expectation."),
    };

    /// <summary>What is expected; null where too little is known.</summary>
    /// <param name="past">The past periods, oldest first; the first is known.</param>
    /// <param name="present">The period itself, wholly known.</param>
    public abstract Expectation? Expect(ReadOnlySpan<PastCount> past, PastCount present);

    /// <summary>The counts as a detector takes them, the present one last; unknown and negative ones are NaN.</summary>
    protected static double[] Series(ReadOnlySpan<PastCount> past, PastCount present)
    {
        double[] series = new double[past.Length + 1];
        for (int i = 0; i < past.Length; i++)
        {
            series[i] = past[i].Count is { } count and >= 0 ? count : double.NaN;
        }

        series[^1] = present.Count is { } now and >= 0 ? now : double.NaN;
        return series;
    }

    /// <summary>A detector's last point; null where it has no expectation.</summary>
    protected static Expectation? Take(Aberrations.AberrationPoint point, int samples) => point.Expected is { } expected && double.IsFinite(expected) && expected < 1e15
        ? new Expectation((decimal)expected, samples, Finite(point.UpperBound), Finite(point.Score), point.Alarm, null)
        : null;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) && Math.Abs(number) < 1e15 ? number : null;
}
