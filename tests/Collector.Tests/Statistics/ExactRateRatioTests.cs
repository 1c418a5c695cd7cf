using System.Text.Json;
using MathNet.Numerics.Distributions;
using Tongbi.Collector.Statistics;
using Tongbi.Collector.Tests.References;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

public sealed class ExactRateRatioTests
{
    public static TheoryData<int> Pairs => [.. Enumerable.Range(0, Cases.Length)];

    [Fact]
    public void Reference_HoldsSixtyTwoPairs() => Assert.Equal(62, Cases.Length);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Compare_OfAReferencePair_EqualsR(int index)
    {
        JsonElement pair = Cases[index];
        long current = pair.GetProperty("current").GetInt64();
        long @base = pair.GetProperty("previous").GetInt64();

        RateRatio? ours = ExactRateRatio.Compare(
            current, Number(pair, "current_exposure"), @base, Number(pair, "previous_exposure"), Number(pair, "conf_level"));

        Assert.NotNull(ours);
        AssertSame(Number(pair, "rate_ratio"), ours.Estimate, @base == 0);
        AssertSame(Number(pair, "ci_low"), ours.Low, false);
        AssertSame(Number(pair, "ci_high"), ours.High, @base == 0);
        double p = Number(pair, "p_two_sided");
        if (p < 1e-300)
        {
            Assert.InRange(ours.PValue, 0, 1e-300);
        }
        else
        {
            AssertSame(p, ours.PValue, false);
        }

        Assert.Equal(p < 0.05, ours.Significant);
    }

    [Fact]
    public void Compare_OfTheFoundingFigures_IsAsPublished()
    {
        RateRatio? ours = ExactRateRatio.Compare(993, 8760, 794, 8760);

        Assert.NotNull(ours);
        Assert.Equal(1.2506297, ours.Estimate!.Value, 7);
        Assert.Equal(1.138061, ours.Low!.Value, 6);
        Assert.Equal(1.374678, ours.High!.Value, 6);
        Assert.Equal(2.753e-6, ours.PValue, 9);
        Assert.True(ours.Significant);
    }

    [Fact]
    public void Compare_WhenTheBaseIsZero_HasNoEstimateAndNoUpperLimit()
    {
        RateRatio? ours = ExactRateRatio.Compare(5, 1, 0, 1);

        Assert.NotNull(ours);
        Assert.Null(ours.Estimate);
        Assert.Null(ours.High);
        Assert.Equal(0.91635585731546, ours.Low!.Value, 12);
        Assert.Equal(0.0625, ours.PValue, 14);
    }

    [Theory]
    [InlineData(-1, 5, 1)]
    [InlineData(5, -1, 1)]
    [InlineData(5, 5, 0)]
    public void Compare_OfWhatIsNoPoissonCount_IsAbsent(long current, long @base, double exposure) =>
        Assert.Null(ExactRateRatio.Compare(current, exposure, @base, 1));

    [Fact]
    public void Compare_EqualsThePlainSumsOverAllOutcomes()
    {
        // Every pair of small counts under several exposures, against the definition summed term by term in decimals.
        foreach ((double here, double there, decimal p) in new[] { (1.0, 1.0, 0.5m), (1.0, 3.0, 0.25m), (4.0, 1.0, 0.8m) })
        {
            for (int current = 0; current <= 25; current++)
            {
                for (int @base = 0; @base <= 25; @base++)
                {
                    double expected = PlainTwoSided(current, current + @base, p);
                    RateRatio? ours = ExactRateRatio.Compare(current, here, @base, there);
                    Assert.True(Math.Abs(expected - ours!.PValue) <= 1e-11 * expected, $"{current}/{here} against {@base}/{there}: {ours.PValue}, expected {expected}");
                }
            }
        }
    }

    [Fact]
    public void Compare_NearAndFarFromTheMean_EqualsTheSumsOverAllOutcomes()
    {
        // Each way of adding up the outcomes, and where one gives way to the other: the difference goes from none to six spreads.
        foreach ((double here, double there) in new[] { (1.0, 1.0), (24.0, 31.0), (744.0, 8_760.0) })
        {
            foreach (int sum in new[] { 60, 501, 4_000 })
            {
                Binomial outcomes = new(here / (here + there), sum);
                double[] chances = [.. Enumerable.Range(0, sum + 1).Select(outcomes.Probability)];
                for (double spreads = -6; spreads <= 6; spreads += 0.25)
                {
                    int current = Math.Clamp((int)Math.Round(outcomes.Mean + (spreads * outcomes.StdDev)), 0, sum);
                    double expected = Math.Min(1, chances.Where(chance => chance <= chances[current] * (1 + 1e-7)).Sum());
                    Assert.Equal(1, ExactRateRatio.Compare(current, here, sum - current, there)!.PValue / expected, 1e-9);
                }
            }
        }
    }

    [Theory]
    [InlineData(20, 12)]
    [InlineData(993, 794)]
    [InlineData(4526800, 4557400)]
    public void Compare_SeenFromTheOtherSide_IsTheInverse(long one, long other)
    {
        RateRatio here = ExactRateRatio.Compare(one, 31, other, 30)!;
        RateRatio there = ExactRateRatio.Compare(other, 30, one, 31)!;

        AssertSame(1 / here.Estimate!.Value, there.Estimate, false);
        AssertSame(1 / here.Low!.Value, there.High, false);
        AssertSame(1 / here.High!.Value, there.Low, false);
        AssertSame(here.PValue, there.PValue, false);
    }

    [Fact]
    public void Compare_OfMoreQuestionsThanAreKept_AnswersEachItsOwn()
    {
        // Three times as many as are remembered, forwards and backwards: every slot is overwritten and asked again.
        const int Questions = 24_000;
        foreach (int number in Enumerable.Range(0, Questions).Concat(Enumerable.Range(0, Questions).Reverse()))
        {
            (long current, long @base) = (1 + (number % 160), 1 + (number / 160));
            RateRatio ratio = ExactRateRatio.Compare(current, 24, @base, 48)!;
            Assert.Equal(2.0 * current / @base, ratio.Estimate!.Value, 12);
            Assert.InRange(ratio.Estimate.Value, ratio.Low!.Value, ratio.High!.Value);
        }
    }

    private static double PlainTwoSided(int x, int n, decimal p)
    {
        decimal[] chances = new decimal[n + 1];
        for (int k = 0; k <= n; k++)
        {
            decimal chance = 1;
            for (int i = 1; i <= k; i++)
            {
                chance = chance * (n - k + i) / i * p;
            }

            for (int i = k; i < n; i++)
            {
                chance *= 1 - p;
            }

            chances[k] = chance;
        }

        return x == n * p ? 1 : (double)chances.Where(chance => chance <= chances[x] * 1.0000001m).Sum();
    }

    private static void AssertSame(double expected, double? ours, bool absent)
    {
        if (absent)
        {
            Assert.Null(ours);
            return;
        }

        Assert.NotNull(ours);
        Assert.True(Math.Abs(expected - ours.Value) <= Tolerance * Math.Abs(expected), $"{ours}, expected {expected}");
    }

    private static double Number(JsonElement pair, string name)
    {
        JsonElement value = pair.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble()
            : value.GetString() == "Inf" ? double.PositiveInfinity
            : double.NaN;
    }

    // R prints 15 digits; its own sums of up to a million terms lose some of them.
    private const double Tolerance = 1e-11;

    private static readonly JsonElement[] Cases = [.. ReferenceFiles.Json("surveillance", "poisson_two_counts.json").GetProperty("rate_ratio_cases").EnumerateArray()];
}
