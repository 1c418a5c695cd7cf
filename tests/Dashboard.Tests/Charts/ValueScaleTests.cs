using FsCheck.Xunit;
using Tongbi.Dashboard.Charts;
using Xunit;

namespace Tongbi.Dashboard.Tests.Charts;

public sealed class ValueScaleTests
{
    [Theory]
    [InlineData(new[] { 0, 37 }, 5, 0, 40, 10)]
    [InlineData(new[] { 0, 3 }, 5, 0, 3, 1)]
    [InlineData(new[] { -12, 8 }, 5, -15, 10, 5)]
    [InlineData(new[] { 0, 0 }, 5, 0, 1, 1)]
    [InlineData(new int[0], 5, 0, 1, 1)]
    [InlineData(new[] { 109 }, 1, 0, 200, 200)]
    public void Of_Values_BeginsAtZeroAndStepsRoundly(int[] values, int most, int low, int high, int step) =>
        Assert.Equal(new ValueScale(low, high, step), ValueScale.Of(values.Select(value => (decimal?)value), most));

    [Fact]
    public void Of_Unknown_IsTheScaleOfNothing() => Assert.Equal(new ValueScale(0, 1, 1), ValueScale.Of([null, null], 4));

    [Property]
    public bool Of_AnyValues_HoldsThemAllInFewSteps(int[] values, byte steps, byte decimals)
    {
        int most = 1 + (steps % 8);
        decimal[] known = [.. values.Select(value => value / (decimal)Math.Pow(10, decimals % 6))];

        ValueScale scale = ValueScale.Of([.. known.Select(value => (decimal?)value), null], most);

        decimal[] ticks = [.. scale.Ticks];
        return known.All(value => value >= scale.Low && value <= scale.High) && scale.Low <= 0 && scale.High > scale.Low - 1
            && ticks.Length <= Math.Max(known.Any(value => value < 0) && known.Any(value => value > 0) ? 2 : 1, most) + 1 && ticks[0] == scale.Low && ticks[^1] == scale.High && ticks.Contains(0);
    }
}
