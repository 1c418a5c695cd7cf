using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Delivery;

/// <summary>Steps that wait until an alert is acknowledged, as rows.</summary>
internal static class EscalationTable
{
    /// <summary>Begins the steps of a severity, in place of those that waited for a milder one.</summary>
    public static void Start(SqliteConnection connection, SqliteTransaction transaction, NotifiedAlert alert, IReadOnlyList<EscalationStep> steps, Instant at)
    {
        Stop(connection, transaction, alert.Id);
        for (int step = 0; step < steps.Count; step++)
        {
            Sql.Execute(
                connection,
                transaction,
                "INSERT INTO escalation(alert, step, receiver, due, content) VALUES ($1, $2, $3, $4, $5)",
                alert.Id,
                step,
                steps[step].Receiver,
                (at + steps[step].After).ToUnixTimeMilliseconds(),
                StoredJson.Write(alert));
        }
    }

    /// <summary>Ends all steps of an alert.</summary>
    public static void Stop(SqliteConnection connection, SqliteTransaction transaction, string alert) =>
        Sql.Execute(connection, transaction, "DELETE FROM escalation WHERE alert = $1", alert);

    /// <summary>Steps due by now.</summary>
    public static List<DueEscalation> Due(SqliteConnection connection, SqliteTransaction? transaction, Instant now, int limit) => Sql.Query(
        connection,
        transaction,
        "SELECT alert, step, receiver, due, content FROM escalation WHERE due <= $1 ORDER BY due, alert, step LIMIT $2",
        row => new DueEscalation(row.GetString(0), (int)row.GetInt64(1), row.GetString(2), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), StoredJson.Read<NotifiedAlert>(row.GetString(4))),
        now.ToUnixTimeMilliseconds(),
        limit);

    /// <summary>Whether a step still waits and its time has come.</summary>
    public static bool IsDue(SqliteConnection connection, SqliteTransaction transaction, DueEscalation step, Instant now) =>
        Sql.Number(connection, transaction, "SELECT due FROM escalation WHERE alert = $1 AND step = $2", step.Alert, step.Step) <= now.ToUnixTimeMilliseconds();

    /// <summary>A step has been taken.</summary>
    public static void Remove(SqliteConnection connection, SqliteTransaction transaction, DueEscalation step) =>
        Sql.Execute(connection, transaction, "DELETE FROM escalation WHERE alert = $1 AND step = $2", step.Alert, step.Step);

    /// <summary>A step cannot be taken now: it and those after it move by the same time, so nobody is skipped when the silence ends.</summary>
    public static void Postpone(SqliteConnection connection, SqliteTransaction transaction, DueEscalation step, Instant until) =>
        Sql.Execute(connection, transaction, "UPDATE escalation SET due = due + $2 WHERE alert = $1", step.Alert, (long)(until - step.Due).TotalMilliseconds);
}
