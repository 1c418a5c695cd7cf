using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Routing;
using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Delivery;

/// <summary>
/// Takes each step of an alert into the groups of its routes and starts or ends its escalation, in the transaction that keeps the step:
/// what is to be told is on disk exactly if what happened is.
/// </summary>
/// <param name="settings">The settings in force.</param>
/// <param name="catalogues">Where names come from.</param>
public sealed class TransitionRouter(Func<NotifySettings> settings, ICatalogueSource catalogues) : ITransitionSink
{
    /// <inheritdoc/>
    public void OnTransition(AlertTransition transition, SqliteConnection connection, SqliteTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transition);
        Alert alert = transition.Alert;
        if (alert.State == AlertState.Pending)
        {
            return;
        }

        NotifySettings now = settings();
        Route(alert, now, transition.FromSeverity, transition.At, connection, transaction);
        Escalate(transition, now, connection, transaction);
    }

    /// <summary>Puts an alert into the groups of its routes and out of all others.</summary>
    internal void Route(Alert alert, NotifySettings now, Severity? formerly, Instant at, SqliteConnection connection, SqliteTransaction transaction)
    {
        Labels labels = NotifiedAlerts.LabelsOf(alert.Labels);
        IReadOnlyList<Route> routes = now.Route?.Find(labels) ?? [];
        HashSet<string> keep = new(StringComparer.Ordinal);
        string[] former = formerly is { } before && before != alert.Severity ? [before.Word()] : [];
        foreach (Route route in routes)
        {
            string key = route.GroupKey(labels);
            keep.Add(key);
            NotifiedAlert? known = GroupTable.Find(connection, transaction, key)?.Members.FirstOrDefault(member => member.Alert.Id == alert.Id)?.Alert;
            NotifiedAlert told = NotifiedAlerts.Of(alert, catalogues.Current, now, [.. known?.FormerSeverities ?? [], .. former]);
            GroupTable.Put(connection, transaction, route, labels, told, alert.AcknowledgedBy is not null, at);
        }

        foreach (string key in GroupTable.GroupsOf(connection, transaction, alert.Id).Where(key => !keep.Contains(key)))
        {
            Leave(connection, transaction, key, alert.Id);
        }
    }

    /// <summary>An alert that goes on in another group leaves this one without a word: it has not resolved.</summary>
    internal static void Leave(SqliteConnection connection, SqliteTransaction transaction, string key, string alert)
    {
        GroupTable.Remove(connection, transaction, key, alert);
        if (GroupTable.Find(connection, transaction, key) is not { } group)
        {
            return;
        }

        if (group.Members.Count == 0)
        {
            GroupTable.Forget(connection, transaction, key);
        }
        else if (group.Sent is { } sent)
        {
            string prefix = alert + ":";
            SentRecord without = sent with
            {
                Firing = sent.Firing.Where(told => !told.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(),
                Resolved = sent.Resolved.Where(told => !told.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(),
            };
            long look = Sql.Number(connection, transaction, "SELECT next_look FROM alert_group WHERE key = $1", key) ?? 0;
            GroupTable.Keep(connection, transaction, key, without, Instant.FromUnixTimeMilliseconds(look));
        }
    }

    private void Escalate(AlertTransition transition, NotifySettings now, SqliteConnection connection, SqliteTransaction transaction)
    {
        Alert alert = transition.Alert;
        if (alert.State != AlertState.Firing || transition.Kind is TransitionKind.Acknowledged or TransitionKind.Cleared or TransitionKind.FalseAlarm)
        {
            EscalationTable.Stop(connection, transaction, alert.Id);
        }
        else if (transition.RaisesWorst && now.Escalation.TryGetValue(alert.Worst.Word(), out IReadOnlyList<EscalationStep>? steps))
        {
            NotifiedAlert told = NotifiedAlerts.Of(alert, catalogues.Current, now, []);
            EscalationTable.Start(connection, transaction, told, steps, transition.At);
        }
    }
}
