using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>Kapacitor's measure of flapping; unlike there, the recovery is never lost.</summary>
public sealed class FlappingTests
{
    [Fact]
    public void Share_OfConstantChange_IsOne()
    {
        FlapRing ring = default;
        for (int step = 0; step < FlapRing.Length; step++)
        {
            ring = ring.Push(step % 2 == 0 ? Severity.Red : null);
        }

        Assert.Equal(1, ring.Share(), 10);
    }

    [Fact]
    public void Share_NewestChangeCountsHalfMoreThanTheOldest()
    {
        FlapRing newest = default(FlapRing).Push(Severity.Red);
        FlapRing oldest = newest;
        for (int step = 1; step < FlapRing.Length - 1; step++)
        {
            oldest = oldest.Push(Severity.Red);
        }

        Assert.Equal(1.2 / 20, newest.Share(), 10);
        Assert.Equal(0.8 / 20, oldest.Share(), 10);
        Assert.Equal(0, oldest.Push(Severity.Red).Share());
    }

    [Fact]
    public void Flapping_IsToldOnce_AndThenWhereItSettled()
    {
        Evaluations evaluations = new(SomeRule.Of());
        for (int minute = 0; minute < 60; minute++)
        {
            evaluations.At(minute, minute % 2 == 0 ? 11 : 5);
        }

        Assert.Single(evaluations.Steps, step => step.Kind == TransitionKind.Flapping);
        Assert.Equal(TransitionKind.Flapping, evaluations.Steps[^1].Kind);
        Assert.Equal("Firing Blue", evaluations.Shown);
        for (int minute = 60; minute < 90; minute++)
        {
            evaluations.At(minute, 5);
        }

        AlertTransition settled = evaluations.Steps[^1];
        Assert.Equal((TransitionKind.Settled, AlertState.Resolved), (settled.Kind, settled.ToState));
        Assert.NotNull(settled.Alert.EndsAt);
        Assert.Equal("-", evaluations.Shown);
    }

    [Fact]
    public void Flapping_SettledWhileItHolds_GoesOnFiring()
    {
        Evaluations evaluations = new(SomeRule.Of());
        for (int minute = 0; minute < 90; minute++)
        {
            evaluations.At(minute, minute >= 60 || minute % 2 == 0 ? 11 : 5);
        }

        Assert.Equal((TransitionKind.Settled, AlertState.Firing), (evaluations.Steps[^1].Kind, evaluations.Steps[^1].ToState));
        Assert.Equal("-", evaluations.At(90, 5).Shown);
    }

    [Fact]
    public void Flapping_GraverThanEver_IsToldAllTheSame()
    {
        Evaluations evaluations = new(SomeRule.Of(levels: "above: { blue: 10, red: 20 }"));
        for (int minute = 0; minute < 40; minute++)
        {
            evaluations.At(minute, minute % 2 == 0 ? 11 : 5);
        }

        evaluations.At(40, 21).At(41, 5).At(42, 21);
        Assert.Equal((TransitionKind.Raised, Severity.Red), (evaluations.Steps[^1].Kind, evaluations.Steps[^1].ToSeverity));
        Assert.Single(evaluations.Steps, step => step.ToSeverity == Severity.Red);
    }
}
