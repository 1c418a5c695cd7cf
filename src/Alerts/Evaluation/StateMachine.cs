using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.Evaluation;

/// <summary>
/// One step of a rule instance: Prometheus' <c>for</c> and <c>keep_firing_for</c>, level by level. Each level fires as if it were a rule of its
/// own: it must have held for <c>for</c>; one evaluation below it while it waits begins anew. Pure.
/// </summary>
public static class StateMachine
{
    /// <summary>The state after a judgement.</summary>
    public static InstanceState Next(Rule rule, InstanceState before, Judgement judgement, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(judgement);
        InstanceState after = !judgement.HasData ? WithoutData(rule, before, now)
            : judgement.Level is { } level ? Holding(rule, before, level, now)
            : Ended(rule, before, now);
        FlapRing ring = judgement.HasData ? before.Ring.Push(after.Fired) : before.Ring;

        // The one state of most instances is not made again.
        return after == before && ring == before.Ring ? before : after with { Ring = ring };
    }

    private static InstanceState Holding(Rule rule, InstanceState before, Severity level, Instant now)
    {
        LevelTimes since = before.Since.Reach(level, now);
        Severity? served = null;
        foreach (RuleLevel one in rule.Levels)
        {
            served = since[one.Severity] is { } began && now - began >= rule.For ? one.Severity : served;
        }

        return before with { Judged = level, Since = since, Fired = served, KeepFiringSince = null, NoDataSince = null };
    }

    private static InstanceState Ended(Rule rule, InstanceState before, Instant now)
    {
        Instant since = before.KeepFiringSince ?? now;
        return before.Fired is not null && now - since < rule.KeepFiringFor
            ? before with { Judged = null, KeepFiringSince = since, NoDataSince = null }
            : InstanceState.Rest with { Ring = before.Ring };
    }

    private static InstanceState WithoutData(Rule rule, InstanceState before, Instant now)
    {
        if (rule.NoData == NoDataPolicy.Keep)
        {
            return before;
        }

        InstanceState waiting = before.NoDataSince is null ? before with { NoDataSince = now } : before;
        if (now - waiting.NoDataSince < rule.NoDataFor)
        {
            return waiting;
        }

        if (rule.NoData == NoDataPolicy.Resolve)
        {
            return InstanceState.Rest with { NoDataSince = waiting.NoDataSince, Ring = before.Ring };
        }

        Severity level = before.Fired ?? rule.Levels[0].Severity;
        return waiting with { Fired = level, Judged = before.Judged ?? level, Since = before.Since.Reach(before.Judged > level ? before.Judged : level, now), KeepFiringSince = null };
    }
}
