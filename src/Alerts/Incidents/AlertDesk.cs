using NodaTime;
using Tongbi.Alerts.Evaluation;

namespace Tongbi.Alerts.Incidents;

/// <summary>What persons do with alerts: 签收, 反馈, 解除, 误报. Each act is a transition like any other. Thread-safe.</summary>
public sealed class AlertDesk(AlertStore store, TimeProvider time)
{
    /// <summary>Most characters of a comment.</summary>
    public const int LongestComment = 500;

    /// <summary>签收: somebody takes care; escalation ends until it grows graver than ever.</summary>
    public DeskOutcome Acknowledge(string id, string actor, string? comment) => Act(id, TransitionKind.Acknowledged, actor, comment, (alert, now) =>
        alert.AcknowledgedBy is null ? alert with { AcknowledgedBy = actor, AcknowledgedAt = now } : DeskRefusal.AlreadyAcknowledged);

    /// <summary>反馈: what was found or done; any number of times.</summary>
    public DeskOutcome GiveFeedback(string id, string actor, string comment) => Act(id, TransitionKind.Feedback, actor, comment, (alert, _) => alert);

    /// <summary>解除: it is dealt with. One that still fires is ended only if <paramref name="force"/>; it comes back when its condition began anew, or grew graver.</summary>
    public DeskOutcome Clear(string id, string actor, string? comment, bool force) => Act(id, TransitionKind.Cleared, actor, comment, (alert, now) =>
        alert.Disposition != AlertDisposition.Open ? DeskRefusal.AlreadyClosed
            : alert.IsOpen && !force ? DeskRefusal.StillFiring
            : Closed(alert, AlertDisposition.Cleared, now));

    /// <summary>误报: it should not have been raised. It ends, though its condition may go on.</summary>
    public DeskOutcome CallFalse(string id, string actor, string? comment) => Act(id, TransitionKind.FalseAlarm, actor, comment, (alert, now) =>
        alert.Disposition != AlertDisposition.Open ? DeskRefusal.AlreadyClosed : Closed(alert, AlertDisposition.FalseAlarm, now));

    private DeskOutcome Act(string id, TransitionKind kind, string actor, string? comment, Func<Alert, Instant, Verdict> act) => store.Write(session =>
    {
        if (session.Find(id) is not { } alert)
        {
            return new DeskOutcome(null, DeskRefusal.UnknownAlert);
        }

        if (alert.State == AlertState.Pending)
        {
            return new DeskOutcome(null, DeskRefusal.NotFired);
        }

        Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Verdict verdict = act(alert, now);
        return verdict.After is { } after
            ? new DeskOutcome(session.Add(AlertLife.Step(after, alert, kind, "person", now) with { Actor = actor, Comment = comment }), null)
            : new DeskOutcome(null, verdict.Refusal);
    });

    private static Alert Closed(Alert alert, AlertDisposition disposition, Instant now) =>
        alert with { Disposition = disposition, State = AlertState.Resolved, EndsAt = alert.EndsAt ?? now, Flapping = false };

    private readonly record struct Verdict(Alert? After, DeskRefusal? Refusal)
    {
        public static implicit operator Verdict(Alert after) => new(after, null);

        public static implicit operator Verdict(DeskRefusal refusal) => new(null, refusal);
    }
}
