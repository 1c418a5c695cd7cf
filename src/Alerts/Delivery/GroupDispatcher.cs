using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rosters;
using Tongbi.Alerts.Routing;
using Tongbi.Alerts.Silences;
using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Delivery;

/// <summary>
/// Looks at groups and escalations when their time has come and puts what is to be told into the outbox, each in one transaction with what it
/// remembers: killed between two of them it neither forgets nor repeats. Not thread-safe: one loop.
/// </summary>
/// <param name="store">The alerts' file.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="silences">The silences.</param>
/// <param name="catalogues">The catalogue, for what a silent source inhibits.</param>
/// <param name="router">Puts alerts into groups.</param>
/// <param name="rosters">Who is on duty.</param>
public sealed class GroupDispatcher(AlertStore store, Func<NotifySettings> settings, SilenceBook silences, ICatalogueSource catalogues, TransitionRouter router, RosterBook rosters)
{
    /// <summary>Most groups that are looked at in one turn.</summary>
    private const int Batch = 5_000;

    /// <summary>Groups that are looked at in one transaction: one sync to disk for all of them.</summary>
    private const int PerTransaction = 200;

    /// <summary>How long an escalation waits that may not be told now.</summary>
    private static readonly Duration SuppressedWait = Duration.FromMinutes(1);

    /// <summary>
    /// Puts every open alert into the groups of the routes in force. To be called at the start and when the settings change: routes may have
    /// gone, and alerts of theirs must not be lost.
    /// </summary>
    public void Regroup(Instant now)
    {
        NotifySettings current = settings();
        Dictionary<string, Route> routes = current.Route?.All().ToDictionary(route => route.Path, StringComparer.Ordinal) ?? [];
        store.Write(session =>
        {
            foreach (string key in GroupTable.All(session.Connection, session.Transaction))
            {
                if (GroupTable.Find(session.Connection, session.Transaction, key) is { } group && RouteOf(routes, group) is null)
                {
                    GroupTable.Forget(session.Connection, session.Transaction, key);
                }
            }

            foreach (Alert alert in store.OpenAlerts.Values.Where(alert => alert.State == AlertState.Firing))
            {
                router.Route(alert, current, null, now, session.Connection, session.Transaction);
            }
        });
    }

    /// <summary>Looks at all that is due.</summary>
    /// <returns>How many messages were decided.</returns>
    public int Turn(Instant now)
    {
        NotifySettings current = settings();
        Suppression suppression = SuppressionAt(current, now);
        return Groups(current, suppression, now) + Escalations(current, suppression, now);
    }

    /// <summary>When something is due next; null if nothing waits.</summary>
    public Instant? NextDue()
    {
        long? next = store.Read(connection => Sql.Number(
            connection,
            null,
            "SELECT min(moment) FROM (SELECT min(next_look) AS moment FROM alert_group UNION ALL SELECT min(due) FROM escalation)"));
        return next is { } known ? Instant.FromUnixTimeMilliseconds(known) : null;
    }

    private int Groups(NotifySettings current, Suppression suppression, Instant now)
    {
        Dictionary<string, Route> routes = current.Route?.All().ToDictionary(route => route.Path, StringComparer.Ordinal) ?? [];
        int told = 0;
        foreach (string[] keys in store.Read(connection => GroupTable.Due(connection, now, Batch)).Chunk(PerTransaction))
        {
            told += store.Write(session => keys.Sum(key => Look(session, key, routes, current, suppression, now)));
        }

        return told;
    }

    private int Look(AlertSession session, string key, Dictionary<string, Route> routes, NotifySettings current, Suppression suppression, Instant now)
    {
        if (GroupTable.Find(session.Connection, session.Transaction, key) is not { } group)
        {
            return 0;
        }

        if (RouteOf(routes, group) is not { } route)
        {
            GroupTable.Forget(session.Connection, session.Transaction, key);
            return 0;
        }

        GroupLook look = GroupLook.At(group, route, alert => suppression.ReasonFor(new Labels(alert.Labels), alert.Statistic) is null, now);
        if (look.Message is { } message && rosters.Resolve(current, group.Receiver, now) is { } receiver)
        {
            OutboxTable.Put(session.Connection, session.Transaction, message, receiver, current.Zone);
        }

        foreach (string alert in look.Leaving)
        {
            GroupTable.Remove(session.Connection, session.Transaction, key, alert);
        }

        if (look.Leaving.Count == group.Members.Count)
        {
            GroupTable.Forget(session.Connection, session.Transaction, key);
        }
        else
        {
            GroupTable.Keep(session.Connection, session.Transaction, key, look.Sent, now + route.GroupInterval);
        }

        return look.Message is null ? 0 : 1;
    }

    private int Escalations(NotifySettings current, Suppression suppression, Instant now)
    {
        int told = 0;
        foreach (DueEscalation step in store.Read(connection => EscalationTable.Due(connection, null, now, Batch)))
        {
            told += store.Write(session =>
            {
                if (suppression.ReasonFor(new Labels(step.Content.Labels), step.Content.Statistic) is not null)
                {
                    // An earlier step of the same alert may just have moved this one along.
                    if (EscalationTable.IsDue(session.Connection, session.Transaction, step, now))
                    {
                        EscalationTable.Postpone(session.Connection, session.Transaction, step, now + SuppressedWait);
                    }

                    return 0;
                }

                // Acknowledged between the list and this transaction: nobody is told.
                if (!EscalationTable.IsDue(session.Connection, session.Transaction, step, now))
                {
                    return 0;
                }

                EscalationTable.Remove(session.Connection, session.Transaction, step);
                if (rosters.Resolve(current, step.Receiver, now) is not { } receiver)
                {
                    return 0;
                }

                NotifiedAlert told = session.Find(step.Alert) is { } alert ? NotifiedAlerts.Of(alert, catalogues.Current, current, []) : step.Content;
                Notification message = new()
                {
                    Reason = SendReason.Escalation,
                    Receiver = step.Receiver,
                    GroupKey = $"escalation:{step.Alert}:{step.Step}",
                    GroupLabels = new Dictionary<string, string> { ["rule"] = told.Rule },
                    Alerts = [told],
                    At = now,
                };
                OutboxTable.Put(session.Connection, session.Transaction, message, receiver, current.Zone);
                return 1;
            });
        }

        return told;
    }

    private Suppression SuppressionAt(NotifySettings current, Instant now)
    {
        Alert[] firing = [.. store.OpenAlerts.Values.Where(alert => alert.State == AlertState.Firing)];
        IReadOnlySet<string> silent = SilentMetrics.Of(firing.Where(alert => alert.Statistic == Suppression.AgeStatistic).Select(alert => alert.Labels.Metric).Distinct(), catalogues.Current);
        return new Suppression(current, silences.All, [.. firing.Select(alert => NotifiedAlerts.LabelsOf(alert.Labels))], silent, now);
    }

    /// <summary>The route of a group, if it still is in force as the group knows it.</summary>
    private static Route? RouteOf(Dictionary<string, Route> routes, AlertGroup group) =>
        routes.TryGetValue(group.RoutePath, out Route? route) && route.Receiver == group.Receiver && group.Labels.Keys.ToHashSet().SetEquals(route.GroupBy) ? route : null;
}
