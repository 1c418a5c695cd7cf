using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Delivery;

/// <summary>The record of every message and every attempt, for those who ask. Thread-safe.</summary>
public sealed class DeliveryRecord(AlertStore store)
{
    /// <summary>Messages, the newest first.</summary>
    /// <param name="alert">Id of an alert that they tell of, or null for all.</param>
    /// <param name="before">Only those with a lower number: where the page before ended.</param>
    /// <param name="limit">Most messages.</param>
    public IReadOnlyList<DeliveryEntry> List(string? alert, long before, int limit) => alert is null
        ? Find(store, "WHERE id < $1 ORDER BY id DESC LIMIT $2", before, limit)
        : Find(store, "WHERE id < $1 AND id IN (SELECT outbox FROM outbox_alert WHERE alert = $3) ORDER BY id DESC LIMIT $2", before, limit, alert);

    /// <summary>Messages that meet a condition, each with its attempts.</summary>
    internal static IReadOnlyList<DeliveryEntry> Find(AlertStore store, string condition, params object[] parameters) => store.Read(connection => Sql.Query(
        connection,
        null,
        OutboxTable.Select + condition,
        OutboxTable.Read,
        parameters)
        .Select(row => new DeliveryEntry(row, Sql.Query(
            connection,
            null,
            "SELECT at, outcome, detail FROM attempt WHERE outbox = $1 ORDER BY id LIMIT 200",
            attempt => new DeliveryAttempt(Instant.FromUnixTimeMilliseconds(attempt.GetInt64(0)), attempt.GetString(1), attempt.GetString(2)),
            row.Id)))
        .ToList());
}
