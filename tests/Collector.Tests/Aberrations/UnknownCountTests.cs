using Tongbi.Collector.Aberrations;
using Xunit;

namespace Tongbi.Collector.Tests.Aberrations;

/// <summary>NaN is an unknown count: never taken for 0, never alarmed on.</summary>
public sealed class UnknownCountTests
{
    private const double Unknown = double.NaN;

    [Theory]
    [InlineData(EarsMethod.C1)]
    [InlineData(EarsMethod.C2)]
    [InlineData(EarsMethod.C3)]
    public void Ears_WithAGapInTheBaseline_HasNoResultUntilItIsPast(EarsMethod method)
    {
        double[] observed = [.. Enumerable.Range(0, 40).Select(day => 4.0 + (day % 3))];
        double[] whole = [.. observed];
        observed[15] = Unknown;

        AberrationPoint[] gap = [.. Ears.Detect(observed, 11, 39, new EarsParameters(method))];
        AberrationPoint[] full = [.. Ears.Detect(whole, 11, 39, new EarsParameters(method))];

        Assert.Equal(full[..4], gap[..4]);

        // The unknown day itself, and the days in whose baseline it is under every method.
        Assert.All([gap[4], .. gap[7..12]], point => Assert.Equal((null, null, false), (point.UpperBound, point.Score, point.Alarm)));
        Assert.Equal(full[^10..], gap[^10..]);
    }

    [Fact]
    public void Cusum_AcrossAGap_CarriesTheStatisticOn()
    {
        double[] observed = [10, 10, Unknown, 10, 14, Unknown, 14];

        IReadOnlyList<AberrationPoint> points = Cusum.Detect(observed, 4, 6, new CusumParameters());
        IReadOnlyList<AberrationPoint> together = Cusum.Detect([10, 10, 10, 14, 14], 3, 4, new CusumParameters());

        Assert.Null(points[1].Score);
        Assert.False(points[1].Alarm);
        Assert.Equal((together[0].Score, together[1].Score), (points[0].Score, points[2].Score));
    }

    [Fact]
    public void Farrington_WithUnknownWeeks_LeavesThemOut()
    {
        double[] observed = [.. Enumerable.Range(0, 300).Select(week => 20.0 + (week * 7 % 11))];
        FarringtonParameters parameters = new();
        AberrationPoint whole = Farrington.Detect(observed, 290, 290, parameters)[0];
        observed[290 - 52] = Unknown;
        AberrationPoint gap = Farrington.Detect(observed, 290, 290, parameters)[0];
        Array.Fill(observed, Unknown, 0, 200);

        Assert.NotNull(gap.Expected);
        Assert.NotEqual(whole.Expected, gap.Expected);
        Assert.Null(Farrington.Detect(observed, 290, 290, parameters)[0].Expected);
        observed[290] = Unknown;
        Assert.False(Farrington.Detect(observed, 290, 290, parameters)[0].Alarm);
    }
}
