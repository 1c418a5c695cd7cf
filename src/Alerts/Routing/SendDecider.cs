using NodaTime;

namespace Tongbi.Alerts.Routing;

/// <summary>
/// Whether a look at a group leads to a message: the table of Alertmanager's de-duplication stage, where the last message is the state.
/// Pure.
/// </summary>
public static class SendDecider
{
    /// <summary>Decides.</summary>
    /// <param name="last">What was last sent of the group, or null if nothing was.</param>
    /// <param name="firing">Alerts firing now, by id and severity.</param>
    /// <param name="resolved">Alerts of the group that resolved and have not left it yet.</param>
    /// <param name="repeatInterval">The route's interval.</param>
    /// <param name="now">The time of the look.</param>
    public static SendReason Decide(SentRecord? last, IReadOnlySet<string> firing, IReadOnlySet<string> resolved, Duration repeatInterval, Instant now)
    {
        if (last is null)
        {
            return firing.Count > 0 ? SendReason.First : SendReason.Nothing;
        }

        if (!firing.IsSubsetOf(last.Firing))
        {
            return last.Firing.Count == 0 ? SendReason.First : SendReason.NewAlerts;
        }

        if (firing.Count == 0)
        {
            return last.Firing.Count > 0 ? SendReason.AllResolved : SendReason.Nothing;
        }

        if (!resolved.IsSubsetOf(last.Resolved))
        {
            return SendReason.NewlyResolved;
        }

        return now - last.At >= repeatInterval ? SendReason.Repeat : SendReason.Nothing;
    }
}
