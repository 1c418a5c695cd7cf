using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.Evaluation;

/// <summary>
/// What a step of an instance means for its alert: the transitions that are to be committed. One alert is open per rule, unit and category at most.
/// While an alert flaps it stays open and silent; only what is graver than ever before is told, and in the end the state that it settled at. Pure.
/// </summary>
public static class AlertLife
{
    /// <summary>The transitions of one step; empty where nothing is to be told.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="key">Which of its instances.</param>
    /// <param name="open">The open alert of the key; null = there is none.</param>
    /// <param name="before">State before the step.</param>
    /// <param name="after">State after it.</param>
    /// <param name="judgement">What led to it.</param>
    /// <param name="text">The alert's summaries at a severity.</param>
    /// <param name="now">The moment of the evaluation.</param>
    public static IReadOnlyList<AlertTransition> Steps(
        Rule rule, AlertKey key, Alert? open, InstanceState before, InstanceState after, Judgement judgement, Func<Severity, (string Zh, string En)> text, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(judgement);
        ArgumentNullException.ThrowIfNull(text);
        Writer writer = new(rule, key, judgement, text, now);
        if (open is { Flapping: true })
        {
            return writer.Flapping(open, after);
        }

        // A person closed it while its condition went on: the same breach is no news, a graver one is.
        bool isClosed = open is null && before.Fired is not null && after.Fired is not null && after.Fired <= before.Fired;
        IReadOnlyList<AlertTransition> steps = isClosed ? [] : writer.Normal(open, after);
        Alert? last = steps.Count > 0 ? steps[^1].Alert : open;
        Alert? flapping = last is { State: AlertState.Firing } ? last
            : open is { State: AlertState.Firing } && steps is [{ Kind: TransitionKind.Resolved, Reason: not "rule_changed" }] ? open
            : null;
        if (flapping is null || after.Ring.Share() <= FlapRing.High)
        {
            return steps;
        }

        // A recovery that is only one more flap is not told as one.
        IEnumerable<AlertTransition> told = ReferenceEquals(flapping, open) ? steps.Where(step => step.Kind != TransitionKind.Resolved) : steps;
        return [.. told, writer.Step(flapping with { Flapping = true }, flapping, TransitionKind.Flapping, "flapping")];
    }

    /// <summary>Ends an alert whose rule, unit or category is no more (<c>rule_gone</c>), or whose rule looks at something else now (<c>rule_changed</c>).</summary>
    public static AlertTransition Gone(Alert open, string reason, Instant now)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Step(open with { State = AlertState.Resolved, EndsAt = now, Flapping = false }, open, TransitionKind.Resolved, reason, now);
    }

    /// <summary>Whether an alert still says what its rule looks at: the same figure, held against the same. Levels may have moved.</summary>
    public static bool IsOf(Alert open, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(rule);
        return open.Labels.Metric == rule.Metric.Id && open.Statistic == rule.Statistic.Word() && open.Period == rule.Period && open.Compare == rule.Compare;
    }

    /// <summary>A step from one alert to the next.</summary>
    internal static AlertTransition Step(Alert after, Alert? before, TransitionKind kind, string reason, Instant now) => new()
    {
        Alert = after with { Sequence = (before?.Sequence ?? 0) + 1, ChangedAt = now },
        Kind = kind,
        FromState = before?.State,
        FromSeverity = before?.Severity,
        FromWorst = before is { State: not AlertState.Pending } ? before.Worst : null,
        At = now,
        Reason = reason,
    };

    /// <summary>The steps of one instance at one moment.</summary>
    private sealed class Writer(Rule rule, AlertKey key, Judgement judgement, Func<Severity, (string Zh, string En)> text, Instant now)
    {
        public IReadOnlyList<AlertTransition> Normal(Alert? open, InstanceState after)
        {
            if (after.Fired is { } level)
            {
                return open switch
                {
                    null => [Step(Told(New(after), level) with { State = AlertState.Firing }, null, TransitionKind.Fired, judgement.Reason)],
                    { State: AlertState.Pending } => [Step(Told(open, level) with { State = AlertState.Firing, StartsAt = now }, open, TransitionKind.Fired, judgement.Reason)],
                    _ when level > open.Severity => [Step(Raised(open, level), open, TransitionKind.Raised, judgement.Reason)],
                    _ when level < open.Severity => [Step(Told(open, level), open, TransitionKind.Lowered, judgement.Reason)],
                    _ => [],
                };
            }

            if (after.Judged is not null)
            {
                return open switch
                {
                    null => [Step(New(after), null, TransitionKind.Pending, judgement.Reason)],
                    { State: AlertState.Firing } => [Resolved(open, "rule_changed"), Step(New(after), null, TransitionKind.Pending, "rule_changed")],
                    _ => [],
                };
            }

            return open is { State: AlertState.Firing } ? [Resolved(open, judgement.HasData ? "back_under" : "no_data_resolved")] : [];
        }

        public IReadOnlyList<AlertTransition> Flapping(Alert open, InstanceState after)
        {
            if (after.Ring.Share() < FlapRing.Low)
            {
                Alert settled = after.Fired is { } level
                    ? Raised(open, level)
                    : Told(open, open.Severity) with { State = AlertState.Resolved, EndsAt = now };
                return [Step(settled with { Flapping = false }, open, TransitionKind.Settled, "settled")];
            }

            return after.Fired > open.Worst ? [Step(Raised(open, after.Fired.Value), open, TransitionKind.Raised, judgement.Reason)] : [];
        }

        public AlertTransition Step(Alert after, Alert? before, TransitionKind kind, string reason) => AlertLife.Step(after, before, kind, reason, now);

        private AlertTransition Resolved(Alert open, string reason) =>
            Step(Told(open, open.Severity) with { State = AlertState.Resolved, EndsAt = now }, open, TransitionKind.Resolved, reason);

        /// <summary>At another level; what is graver than ever wants to be acknowledged anew.</summary>
        private Alert Raised(Alert alert, Severity level)
        {
            Alert told = Told(alert, level);
            return told.Worst > alert.Worst ? told with { AcknowledgedBy = null, AcknowledgedAt = null } : told;
        }

        private Alert Told(Alert alert, Severity level)
        {
            (string zh, string en) = text(level);
            return alert with
            {
                Labels = alert.Labels with { Severity = level },
                Worst = level > alert.Worst || alert.State == AlertState.Pending ? level : alert.Worst,
                Figures = judgement.Figures,
                Summary = zh,
                SummaryEn = en,
            };
        }

        private Alert New(InstanceState after)
        {
            Instant active = after.Since.First ?? now;
            Severity level = after.Fired ?? after.Judged ?? rule.Levels[0].Severity;
            (string zh, string en) = text(level);
            return new Alert
            {
                Id = "",
                Labels = new AlertLabels(key.Rule, rule.Metric.Id, key.Unit, key.Category, level, rule.Metric.Group),
                Name = rule.Name,
                NameEn = rule.NameEn,
                Statistic = rule.Statistic.Word(),
                Period = rule.Period,
                Compare = rule.Compare,
                State = AlertState.Pending,
                Worst = level,
                Sequence = 0,
                ActiveAt = active,
                StartsAt = after.Fired is null ? active : now,
                ChangedAt = now,
                Figures = judgement.Figures,
                Summary = zh,
                SummaryEn = en,
            };
        }
    }
}
