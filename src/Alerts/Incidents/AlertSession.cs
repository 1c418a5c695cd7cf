using Microsoft.Data.Sqlite;
using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>One transaction of the single writer. Valid only inside <see cref="AlertStore.Write{T}"/>.</summary>
public sealed class AlertSession
{
    internal AlertSession(AlertStore store, SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<ITransitionSink> sinks)
    {
        this.store = store;
        this.sinks = sinks;
        Connection = connection;
        Transaction = transaction;
    }

    /// <summary>For tables of other capabilities.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>The transaction that every statement must name.</summary>
    public SqliteTransaction Transaction { get; }

    /// <summary>The open alert of a key, as this transaction sees it.</summary>
    public Alert? FindOpen(AlertKey key) => changed.TryGetValue(key, out Alert? alert) ? alert : store.OpenAlerts.GetValueOrDefault(key);

    /// <summary>The alert of this id, as this transaction sees it.</summary>
    public Alert? Find(string id) =>
        AlertTables.Read(Connection, Transaction, AlertTables.SelectLast + "WHERE a.id = $1", AlertTables.Id(id)) is [var last] ? last.Alert : null;

    /// <summary>Commits a step with this transaction; gives it with its number and, for a first step, the alert's new id. The sinks have written theirs.</summary>
    public AlertTransition Add(AlertTransition step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.FromState is null)
        {
            step = step with { Alert = step.Alert with { Id = AlertTables.InsertAlert(Connection, Transaction, step.Alert) } };
        }
        else
        {
            AlertTables.UpdateAlert(Connection, Transaction, step.Alert);
        }

        step = step with { Number = AlertTables.InsertTransition(Connection, Transaction, step) };
        foreach (ITransitionSink sink in sinks)
        {
            sink.OnTransition(step, Connection, Transaction);
        }

        // A resolved alert that a person still works on leaves the key to its successor.
        if (step.Alert.IsOpen)
        {
            changed[step.Alert.Key] = step.Alert;
        }
        else if (FindOpen(step.Alert.Key)?.Id == step.AlertId)
        {
            changed[step.Alert.Key] = null;
        }

        added.Add(step);
        return step;
    }

    /// <summary>Forgets a pending alert whose condition ended in time: nobody was told, and the next breach begins anew.</summary>
    public void Drop(Alert pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        if (pending.State != AlertState.Pending)
        {
            throw new ArgumentException($"Alert {pending.Id} is {pending.State}; only pending ones are forgotten.", nameof(pending));
        }

        using (SqliteCommand steps = AlertTables.Command(Connection, Transaction, "DELETE FROM transition WHERE alert = $1", AlertTables.Id(pending.Id)))
        {
            steps.ExecuteNonQuery();
        }

        using SqliteCommand alert = AlertTables.Command(Connection, Transaction, "DELETE FROM alert WHERE id = $1", AlertTables.Id(pending.Id));
        alert.ExecuteNonQuery();
        changed[pending.Key] = null;
    }

    /// <summary>Keeps what the evaluation remembers of an instance; null forgets it.</summary>
    public void Remember(AlertKey key, string? memory)
    {
        using SqliteCommand command = memory is null
            ? AlertTables.Command(Connection, Transaction, "DELETE FROM instance WHERE rule = $1 AND unit = $2 AND category = $3", key.Rule, key.Unit, key.Category)
            : AlertTables.Command(
                Connection,
                Transaction,
                "INSERT INTO instance(rule, unit, category, memory) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET memory = $4",
                key.Rule,
                key.Unit,
                key.Category,
                memory);
        command.ExecuteNonQuery();
    }

    /// <summary>Notes that the evaluation runs.</summary>
    public void MarkAlive(Instant now)
    {
        using SqliteCommand command = AlertTables.Command(
            Connection,
            Transaction,
            "INSERT INTO evaluation(id, alive_at) VALUES (1, $1) ON CONFLICT DO UPDATE SET alive_at = $1",
            now.ToUnixTimeTicks());
        command.ExecuteNonQuery();
    }

    internal IReadOnlyList<AlertTransition> Added => added;

    internal IReadOnlyDictionary<AlertKey, Alert?> Changed => changed;

    private readonly AlertStore store;
    private readonly IReadOnlyList<ITransitionSink> sinks;
    private readonly List<AlertTransition> added = [];
    private readonly Dictionary<AlertKey, Alert?> changed = [];
}
