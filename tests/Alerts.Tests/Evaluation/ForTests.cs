using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>Prometheus' <c>for</c> and <c>keep_firing_for</c>, exactly, and per level.</summary>
public sealed class ForTests
{
    [Fact]
    public void Breach_WithoutFor_FiresInTheSameEvaluation() =>
        Assert.Equal("Firing Blue", new Evaluations(SomeRule.Of()).At(0, 11).Shown);

    [Fact]
    public void Threshold_IsStrict() => Assert.Equal("-", new Evaluations(SomeRule.Of()).At(0, 10).Shown);

    [Fact]
    public void For_FiresOnceItIsServed()
    {
        Evaluations evaluations = new(SomeRule.Of("for: PT10M"));
        Assert.Equal("Pending Blue", evaluations.At(0, 11).Shown);
        Assert.Equal("Pending Blue", evaluations.At(9.9, 11).Shown);
        Assert.Equal("Firing Blue", evaluations.At(10, 11).Shown);
        AlertTransition fired = evaluations.Steps[^1];
        Assert.Equal((TransitionKind.Fired, AlertState.Pending, 2), (fired.Kind, fired.FromState, fired.Sequence));
        Assert.Equal((Evaluations.Begin, fired.At), (fired.Alert.ActiveAt, fired.Alert.StartsAt));
    }

    [Fact]
    public void OneFalseEvaluation_WhilePending_BeginsAnew()
    {
        Evaluations evaluations = new(SomeRule.Of("for: PT10M"));
        evaluations.At(0, 11).At(5, 9);
        Assert.Equal("-", evaluations.Shown);
        Assert.Equal("Pending Blue", evaluations.At(6, 11).At(15.9, 11).Shown);
        Assert.Equal("Firing Blue", evaluations.At(16, 11).Shown);
        Assert.Equal("Fired Blue", evaluations.Told);
    }

    [Fact]
    public void RaisingFor_PutsATooYoungAlertBackToPending()
    {
        Evaluations evaluations = new(SomeRule.Of("for: PT5M"));
        evaluations.At(0, 11).At(5, 11);
        evaluations.Rule = SomeRule.Of("for: PT20M");
        Assert.Equal("Pending Blue", evaluations.At(6, 11).Shown);
        Assert.Equal("Firing Blue", evaluations.At(20, 11).Shown);
        Assert.Equal("Fired Blue, Resolved Blue, Fired Blue", evaluations.Told);
        Assert.Equal("rule_changed", evaluations.Steps.Single(step => step.Kind == TransitionKind.Resolved).Reason);
    }

    [Fact]
    public void KeepFiringFor_HoldsAFiringAlert_AndATrueEvaluationBeginsItAnew()
    {
        Evaluations evaluations = new(SomeRule.Of("keepFiringFor: PT30M"));
        evaluations.At(0, 11).At(1, 5);
        Assert.Equal("Firing Blue", evaluations.At(30.9, 5).Shown);
        evaluations.At(30.95, 11).At(32, 5);
        Assert.Equal("Firing Blue", evaluations.At(61.9, 5).Shown);
        Assert.Equal("-", evaluations.At(62, 5).Shown);
        Assert.Equal("Fired Blue, Resolved Blue", evaluations.Told);
    }

    [Fact]
    public void KeepFiringFor_DoesNotApplyToPending() =>
        Assert.Equal("-", new Evaluations(SomeRule.Of("for: PT10M, keepFiringFor: PT30M")).At(0, 11).At(1, 5).Shown);

    [Fact]
    public void GraverLevel_ServesForOfItsOwn()
    {
        Evaluations evaluations = new(SomeRule.Of("for: PT10M", "above: { blue: 10, red: 20 }"));
        evaluations.At(0, 11).At(5, 21);
        Assert.Equal("Firing Blue", evaluations.At(10, 21).Shown);
        Assert.Equal("Firing Red", evaluations.At(15, 21).Shown);
        Assert.Equal("Firing Blue", evaluations.At(16, 11).Shown);
        Assert.Equal("Fired Blue, Raised Red, Lowered Blue", evaluations.Told);
    }

    [Fact]
    public void Worst_IsOfTheWholeLife_AndReturningToItIsNoNews()
    {
        Evaluations evaluations = new(SomeRule.Of(levels: "above: { blue: 10, yellow: 20, red: 30 }"));
        evaluations.At(0, 21).At(1, 11).At(2, 21).At(3, 31);
        Assert.Equal([true, false, false, true], evaluations.Steps.Select(step => step.RaisesWorst));
        Assert.Equal(Severity.Red, evaluations.At(4, 11).Open?.Worst);
    }

    [Fact]
    public void Levels_AreLeftOnlyAtTheirClear_AsKapacitorsExampleHasIt()
    {
        Evaluations evaluations = new(SomeRule.Of(levels: "above: { blue: 60, yellow: 70, red: 80 }, clear: { blue: 50, yellow: 60, red: 70 }"));
        string[] shown = [.. new decimal[] { 61, 73, 64, 85, 62, 56, 47 }.Select((value, minute) => evaluations.At(minute, value).Shown)];
        Assert.Equal(["Firing Blue", "Firing Yellow", "Firing Yellow", "Firing Red", "Firing Blue", "Firing Blue", "-"], shown);
    }

    [Fact]
    public void Below_MirrorsAbove()
    {
        Evaluations evaluations = new(SomeRule.Of(levels: "below: { blue: 10, red: 5 }, clear: { blue: 12 }"));
        string[] shown = [.. new decimal[] { 10, 9, 4, 6, 11, 12 }.Select((value, minute) => evaluations.At(minute, value).Shown)];
        Assert.Equal(["-", "Firing Blue", "Firing Red", "Firing Blue", "Firing Blue", "-"], shown);
    }

    [Fact]
    public void ClosedByAPerson_ComesBackOnlyGraverOrAnew()
    {
        Evaluations evaluations = new(SomeRule.Of(levels: "above: { blue: 10, red: 20 }"));
        evaluations.At(0, 11).Close();
        Assert.Equal("-", evaluations.At(1, 12).Shown);
        Assert.Equal("Firing Red", evaluations.At(2, 21).Shown);
        evaluations.Close();
        Assert.Equal("-", evaluations.At(3, 22).At(4, 5).Shown);
        Assert.Equal("Firing Blue", evaluations.At(5, 11).Shown);
    }
}
