using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>What holds for any history of figures, gaps, restarts and persons' acts.</summary>
public sealed class AlertLifeProperties
{
    private static readonly Rule[] Rules =
    [
        SomeRule.Of(levels: "above: { blue: 10, yellow: 20, red: 30 }, clear: { yellow: 15 }"),
        SomeRule.Of("for: PT3M, keepFiringFor: PT4M", "above: { blue: 10, red: 30 }"),
        SomeRule.Of("for: PT15M, noData: resolve, noDataFor: PT3M", "above: { yellow: 10 }"),
        SomeRule.Of("keepFiringFor: PT2M, noData: firing, noDataFor: PT4M", "above: { orange: 10, red: 30 }"),
    ];

    /// <summary>One minute: a figure (negative = no data), or 90 = a restart, 91 = a person closes it.</summary>
    private static readonly Arbitrary<(int Rule, int[] Minutes)> Histories = (
        from rule in Gen.Choose(0, Rules.Length - 1)
        from minutes in Gen.Frequency((20, Gen.Choose(0, 40)), (3, Gen.Constant(-1)), (1, Gen.Constant(90)), (1, Gen.Constant(91))).ArrayOf()
        select (rule, minutes)).ToArbitrary();

    [Property(MaxTest = 500)]
    public Property Transitions_AreAChain_AndEveryAlertEnds() => Prop.ForAll(Histories, history =>
    {
        Rule rule = Rules[history.Rule];
        Evaluations evaluations = new(rule);
        int minute = 0;
        foreach (int what in history.Minutes)
        {
            minute++;
            switch (what)
            {
                case 90:
                    evaluations.Restart(minute - 1, minute);
                    break;
                case 91 when evaluations.Open is { State: AlertState.Firing }:
                    evaluations.Close();
                    break;
                case 91:
                    break;
                default:
                    evaluations.At(minute, what < 0 ? null : what);
                    break;
            }
        }

        AssertChain(evaluations.Steps, rule);

        // Quiet for long enough, nothing may be left open: no recovery is ever swallowed.
        for (int quiet = 0; quiet < 40; quiet++)
        {
            evaluations.At(++minute, 0);
        }

        Assert.Equal("-", evaluations.Shown);
        AssertChain(evaluations.Steps, rule);
    });

    private static void AssertChain(List<AlertTransition> steps, Rule rule)
    {
        AlertTransition? before = null;
        foreach (AlertTransition step in steps)
        {
            if (step.FromState is null)
            {
                Assert.Equal(1, step.Sequence);
            }
            else
            {
                Assert.NotNull(before);
                Assert.Equal((before.Sequence + 1, before.ToState, before.ToSeverity), (step.Sequence, step.FromState, step.FromSeverity));
                Assert.NotEqual(AlertState.Resolved, step.FromState);
            }

            Assert.True(step.Alert.Worst >= step.ToSeverity);
            Assert.Equal(step.ToState == AlertState.Resolved, step.Alert.EndsAt is not null);
            Assert.Contains(rule.Levels, level => level.Severity == step.ToSeverity);
            Assert.True(step.Kind switch
            {
                TransitionKind.Raised => step.ToSeverity > step.FromSeverity,
                TransitionKind.Lowered => step.ToSeverity < step.FromSeverity && !step.Alert.Flapping,
                TransitionKind.Fired => step.ToState == AlertState.Firing && step.RaisesWorst,
                TransitionKind.Resolved => step.FromState == AlertState.Firing,
                TransitionKind.Settled => !step.Alert.Flapping,
                _ => true,
            });
            if (step.Kind == TransitionKind.Fired && step.Reason == "threshold")
            {
                Assert.True(step.At - step.Alert.ActiveAt >= rule.For || rule.For == Duration.Zero);
            }

            before = step;
        }
    }
}
