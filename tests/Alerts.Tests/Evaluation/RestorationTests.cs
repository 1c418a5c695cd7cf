using Tongbi.Alerts.Evaluation;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>Prometheus' rules of restoration.</summary>
public sealed class RestorationTests
{
    // for; breached since minute 0; last alive; started again; fires at (evaluated every minute).
    [Theory]
    [InlineData("PT30M", 10, 20, 40)] // 10 served, 20 left, down time not counted
    [InlineData("PT30M", 25, 30, 40)] // 5 left are less than the grace: ten minutes after the start
    [InlineData("PT30M", 10, 70, 90)] // an outage of exactly an hour is tolerated
    [InlineData("PT30M", 10, 71, 101)] // a longer one is not: anew
    [InlineData("PT9M", 5, 6, 15)] // shorter than the grace: anew
    [InlineData("PT10M", 5, 6, 16)] // not shorter: the grace
    public void Wait_GoesOnAfterARestart(string wait, int alive, int start, int fires)
    {
        Evaluations evaluations = new(SomeRule.Of("for: " + wait));
        for (int minute = 0; minute <= alive; minute++)
        {
            evaluations.At(minute, 11);
        }

        evaluations.Restart(alive, start);
        for (int minute = start; minute < fires; minute++)
        {
            Assert.Equal((minute, "Pending Blue"), (minute, evaluations.At(minute, 11).Shown));
        }

        Assert.Equal("Firing Blue", evaluations.At(fires, 11).Shown);
    }

    [Fact]
    public void FiringAlert_GoesOnFiring()
    {
        Evaluations evaluations = new(SomeRule.Of("for: PT30M"));
        evaluations.At(0, 11).At(30, 11).Restart(31, 500);
        Assert.Equal("Firing Blue", evaluations.At(500, 11).Shown);
        Assert.Equal("Fired Blue", evaluations.Told);
        Assert.Equal("-", evaluations.At(501, 5).Shown);
    }

    [Fact]
    public void KeptAlert_IsKeptOn()
    {
        Evaluations evaluations = new(SomeRule.Of("keepFiringFor: PT30M"));
        evaluations.At(0, 11).At(1, 5).Restart(2, 10);
        Assert.Equal("Firing Blue", evaluations.At(30, 5).Shown);
        Assert.Equal("-", evaluations.At(31, 5).Shown);
    }

    [Fact]
    public void GraverLevel_WhoseWaitIsLost_BeginsAnew_WhileTheAlertFires()
    {
        Evaluations evaluations = new(SomeRule.Of("for: PT5M", "above: { blue: 10, red: 20 }"));
        evaluations.At(0, 11).At(5, 11).At(6, 21).Restart(7, 8);
        Assert.Equal("Firing Blue", evaluations.At(8, 21).At(12.9, 21).Shown);
        Assert.Equal("Firing Red", evaluations.At(13, 21).Shown);
    }

    [Fact]
    public void Memory_OfAnotherForm_IsTheStateAtRest()
    {
        Assert.Equal(InstanceState.Rest, InstanceState.OfMemory(""));
        Assert.Equal(InstanceState.Rest, InstanceState.OfMemory("1 2 x"));
        Assert.Null(InstanceState.Rest.ToMemory());
    }
}
