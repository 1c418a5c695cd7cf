using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.Evaluation;

/// <summary>
/// How <c>for</c> goes on after a restart, by Prometheus' rules: after an outage of an hour at most the time served is kept and the time down is
/// not counted; nothing fires sooner than ten minutes after the start unless it had fired before; shorter waits begin anew. Pure.
/// </summary>
public static class Restoration
{
    /// <summary>Longest outage after which a wait goes on.</summary>
    public static readonly Duration Tolerance = Duration.FromHours(1);

    /// <summary>What a wait that goes on has left at least; a rule with a shorter <c>for</c> begins anew.</summary>
    public static readonly Duration Grace = Duration.FromMinutes(10);

    /// <summary>The state to go on from.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="state">As it was kept.</param>
    /// <param name="aliveAt">When the evaluation was last known to run; null = never.</param>
    /// <param name="now">The start.</param>
    public static InstanceState Of(Rule rule, InstanceState state, Instant? aliveAt, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(state);
        LevelTimes since = new(Of(Severity.Blue), Of(Severity.Yellow), Of(Severity.Orange), Of(Severity.Red));
        return state.Fired is null && since.First is null
            ? InstanceState.Rest with { Ring = state.Ring }
            : state with { Since = since };

        long Of(Severity level)
        {
            if (state.Since[level] is not { } began)
            {
                return 0;
            }

            Duration served = (aliveAt is { } alive && alive > began ? alive : began) - began;
            if (level <= state.Fired || served >= rule.For)
            {
                return began.ToUnixTimeTicks();
            }

            if (rule.For < Grace || aliveAt is not { } last || now - last > Tolerance)
            {
                return 0;
            }

            Instant resumed = rule.For - served < Grace ? now + Grace - rule.For : now - served;
            return resumed.ToUnixTimeTicks();
        }
    }
}
