using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>Without data: its own delay, the same alert, always a reason.</summary>
public sealed class NoDataTests
{
    [Fact]
    public void Keep_ChangesNothing_HoweverLong()
    {
        Evaluations evaluations = new(SomeRule.Of("noData: keep, noDataFor: PT1M"));
        Assert.Equal("-", evaluations.At(0, null).At(100, null).Shown);
        Assert.Equal("Firing Blue", evaluations.At(101, 11).At(102, null).At(5_000, null).Shown);
        Assert.Equal("-", evaluations.At(5_001, 5).Shown);
        Assert.Equal("Fired Blue, Resolved Blue", evaluations.Told);
    }

    [Fact]
    public void Firing_FiresAfterItsDelay_AtTheMildestLevel_UnderTheSameKey()
    {
        Evaluations evaluations = new(SomeRule.Of("noData: firing, noDataFor: PT60M", "above: { yellow: 10, red: 20 }"));
        Assert.Equal("-", evaluations.At(0, 5).At(1, null).At(60.9, null).Shown);
        Assert.Equal("Firing Yellow", evaluations.At(61, null).Shown);
        AlertTransition fired = Assert.Single(evaluations.Steps);
        Assert.Equal(("no_data", "C", "some"), (fired.Reason, fired.Alert.Labels.Unit, fired.Alert.Labels.Rule));
        Assert.Null(fired.Alert.Figures.Value);
        Assert.Equal("-", evaluations.At(62, 5).Shown);
    }

    [Fact]
    public void Firing_KeepsTheLevelItHas()
    {
        Evaluations evaluations = new(SomeRule.Of("noData: firing, noDataFor: PT10M", "above: { yellow: 10, red: 20 }"));
        Assert.Equal("Firing Red", evaluations.At(0, 21).At(1, null).At(30, null).Shown);
        Assert.Equal("Fired Red", evaluations.Told);
    }

    [Fact]
    public void Resolve_ResolvesAfterItsDelay_AndSaysWhy()
    {
        Evaluations evaluations = new(SomeRule.Of("noData: resolve, noDataFor: PT10M"));
        Assert.Equal("Firing Blue", evaluations.At(0, 11).At(1, null).At(10.9, null).Shown);
        Assert.Equal("-", evaluations.At(11, null).Shown);
        Assert.Equal("no_data_resolved", evaluations.Steps[^1].Reason);
        Assert.Equal("Firing Blue", evaluations.At(12, 11).Shown);
    }

    [Fact]
    public void ShortGap_DoesNotFlap()
    {
        Evaluations evaluations = new(SomeRule.Of("noData: resolve, noDataFor: PT10M"));
        evaluations.At(0, 11);
        for (int minute = 1; minute < 60; minute++)
        {
            evaluations.At(minute, minute % 5 == 0 ? 11 : null);
        }

        Assert.Equal("Fired Blue", evaluations.Told);
    }

    [Fact]
    public void Gap_WhilePending_FiresNothing_AndKeepsTheTime()
    {
        Evaluations evaluations = new(SomeRule.Of("for: PT10M"));
        Assert.Equal("Pending Blue", evaluations.At(0, 11).At(5, null).At(12, null).Shown);
        Assert.Equal("Firing Blue", evaluations.At(13, 11).Shown);
    }
}
