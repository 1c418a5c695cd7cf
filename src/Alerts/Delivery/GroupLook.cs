using NodaTime;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Delivery;

/// <summary>
/// One look at a group when its time has come: what is told of it, and what the group remembers afterwards. Pure.
/// </summary>
/// <param name="Message">The message, or null if nothing is told.</param>
/// <param name="Sent">What the group remembers as sent.</param>
/// <param name="Leaving">Alerts that leave the group: resolved, and told or never to be told.</param>
internal sealed record GroupLook(Notification? Message, SentRecord? Sent, IReadOnlyList<string> Leaving)
{
    /// <summary>Looks.</summary>
    /// <param name="group">The group.</param>
    /// <param name="route">Its route.</param>
    /// <param name="mayTell">Whether a member may be told now (not inhibited, silenced or muted).</param>
    /// <param name="now">Now.</param>
    public static GroupLook At(AlertGroup group, Route route, Func<NotifiedAlert, bool> mayTell, Instant now)
    {
        HashSet<string> toldIds = [.. (group.Sent?.Firing ?? new HashSet<string>()).Select(IdOf)];

        // Fired and resolved between two looks: nobody was told of the one, so nobody is told of the other.
        string[] neverTold = [.. group.Members.Where(member => !member.Firing && !toldIds.Contains(member.Alert.Id)).Select(member => member.Alert.Id)];
        GroupMember[] open = [.. group.Members.Where(member => (member.Firing || toldIds.Contains(member.Alert.Id)) && mayTell(member.Alert))];
        if (open.Length == 0)
        {
            return new GroupLook(null, group.Sent, neverTold);
        }

        HashSet<string> firing = [.. open.Where(member => member.Firing).Select(member => member.Alert.Key)];
        HashSet<string> resolved = [.. open.Where(member => !member.Firing).Select(member => member.Alert.Key)];
        SendReason reason = SendDecider.Decide(group.Sent, firing, resolved, route.RepeatInterval, now);
        if (reason == SendReason.Nothing || (reason == SendReason.Repeat && open.All(member => !member.Firing || member.Acknowledged)))
        {
            return new GroupLook(null, group.Sent, neverTold);
        }

        Notification message = new Notification
        {
            Reason = reason,
            Receiver = group.Receiver,
            GroupKey = group.Key,
            GroupLabels = group.Labels,
            Alerts = [],
            At = now,
        }.WithAlerts(open.Select(member => member.Alert));

        // What was told and is silenced now stays told: its end will be news.
        HashSet<string> stillIn = [.. group.Members.Where(member => member.Firing).Select(member => member.Alert.Id)];
        IEnumerable<string> hidden = (group.Sent?.Firing ?? new HashSet<string>()).Where(key => stillIn.Contains(IdOf(key)) && !open.Any(member => member.Alert.Id == IdOf(key)));
        return new GroupLook(message, new SentRecord(firing.Concat(hidden).ToHashSet(), resolved, now), [.. neverTold, .. open.Where(member => !member.Firing).Select(member => member.Alert.Id)]);
    }

    private static string IdOf(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];
}
