using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>One instance, evaluated minute by minute with figures that the test gives; null = no data.</summary>
internal sealed class Evaluations(Rule rule)
{
    public static Instant Begin { get; } = Instant.FromUtc(2026, 3, 2, 0, 0);

    public InstanceState State { get; private set; } = InstanceState.Rest;

    public Alert? Open { get; private set; }

    public List<AlertTransition> Steps { get; } = [];

    public Rule Rule { get; set; } = rule;

    /// <summary>Evaluates at a minute after the beginning.</summary>
    public Evaluations At(double minute, decimal? value)
    {
        Instant now = Begin + Duration.FromMinutes(minute);
        AlertFigures figures = AlertFigures.None with { Value = value, Current = value };
        Judgement judgement = value is { } known
            ? new Judgement(true, Judge.LevelOf(Rule, known, State.Judged), figures, "threshold")
            : Judgement.NoData(figures);
        InstanceState next = StateMachine.Next(Rule, State, judgement, now);
        if (Open is { State: AlertState.Pending } && next is { Fired: null, Judged: null })
        {
            Open = null;
        }

        foreach (AlertTransition step in AlertLife.Steps(Rule, new AlertKey(Rule.Id, "C", ""), Open, State, next, judgement, severity => (severity.Chinese(), severity.Word()), now))
        {
            Steps.Add(step);
            Open = step.Alert.IsOpen ? step.Alert : null;
        }

        State = next;
        return this;
    }

    /// <summary>As API and walls show it: state and severity, or - for none.</summary>
    public string Shown => Open is { } alert ? $"{alert.State} {alert.Severity}" : "-";

    /// <summary>What was told, in order.</summary>
    public string Told => string.Join(", ", Steps.Where(step => step.Kind != TransitionKind.Pending).Select(step => $"{step.Kind} {step.ToSeverity}"));

    /// <summary>A person ends it.</summary>
    public void Close() => Open = null;

    /// <summary>A restart: the state as it is kept, by the rules of restoration.</summary>
    public void Restart(double aliveMinute, double startMinute)
    {
        State = Restoration.Of(Rule, InstanceState.OfMemory(State.ToMemory() ?? ""), Begin + Duration.FromMinutes(aliveMinute), Begin + Duration.FromMinutes(startMinute));
        Open = Open is { State: AlertState.Pending } && !State.IsPending ? null : Open;
    }
}
