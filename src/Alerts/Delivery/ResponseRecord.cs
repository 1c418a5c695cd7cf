using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Delivery;

/// <summary>Reads when people acted on alerts, from the transitions that are on record. Thread-safe.</summary>
public sealed class ResponseRecord(AlertStore store)
{
    /// <summary>Most alerts of one question.</summary>
    public const int MostAlerts = 100_000;

    /// <summary>Alerts that fired in a span, pending ones left out, in the order of firing; at most <see cref="MostAlerts"/>, the latest.</summary>
    public IReadOnlyList<AlertResponse> Between(Instant from, Instant to) => store.Read(connection =>
    {
        Dictionary<string, List<string>> receivers = ReceiversBetween(connection, from);
        using SqliteCommand command = AlertTables.Command(
            connection,
            null,
            """
            SELECT a.id, a.unit, max(t.worst), a.starts_at, a.state, group_concat(CASE WHEN t.kind IN (8, 9, 10, 11) THEN t.kind || ' ' || t.at END, ';')
            FROM alert a JOIN transition t ON t.alert = a.id
            WHERE a.starts_at >= $1 AND a.starts_at < $2 AND a.state <> 1
            GROUP BY a.id ORDER BY a.starts_at DESC LIMIT $3
            """,
            from.ToUnixTimeTicks(),
            to.ToUnixTimeTicks(),
            MostAlerts);
        using SqliteDataReader row = command.ExecuteReader();
        List<AlertResponse> found = [];
        while (row.Read())
        {
            string id = row.GetInt64(0).ToString(CultureInfo.InvariantCulture);
            (TransitionKind Kind, Instant At)[] acts = row.IsDBNull(5) ? [] : [.. row.GetString(5).Split(';').Select(Act).OrderBy(act => act.At)];
            Instant? acknowledged = First(acts, Instant.MinValue, TransitionKind.Acknowledged);
            Instant? feedback = acknowledged is { } seen ? First(acts, seen, TransitionKind.Feedback) : null;
            Instant? cleared = feedback is { } told ? First(acts, told, TransitionKind.Cleared, TransitionKind.FalseAlarm) : null;
            found.Add(new AlertResponse(
                id,
                row.GetString(1),
                (Severity)row.GetInt32(2),
                Instant.FromUnixTimeTicks(row.GetInt64(3)),
                acknowledged,
                feedback,
                cleared,
                row.GetInt32(4) == (int)AlertState.Resolved,
                receivers.GetValueOrDefault(id) ?? []));
        }

        found.Reverse();
        return found;
    });

    private static Dictionary<string, List<string>> ReceiversBetween(SqliteConnection connection, Instant from)
    {
        using SqliteCommand command = AlertTables.Command(
            connection,
            null,
            "SELECT DISTINCT m.alert, o.receiver FROM outbox o JOIN outbox_alert m ON m.outbox = o.id WHERE o.created >= $1",
            from.ToUnixTimeMilliseconds());
        using SqliteDataReader row = command.ExecuteReader();
        Dictionary<string, List<string>> receivers = new(StringComparer.Ordinal);
        while (row.Read())
        {
            if (!receivers.TryGetValue(row.GetString(0), out List<string>? told))
            {
                receivers[row.GetString(0)] = told = [];
            }

            told.Add(row.GetString(1));
        }

        return receivers;
    }

    private static (TransitionKind Kind, Instant At) Act(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return ((TransitionKind)int.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture), Instant.FromUnixTimeTicks(long.Parse(text.AsSpan(space + 1), CultureInfo.InvariantCulture)));
    }

    private static Instant? First((TransitionKind Kind, Instant At)[] acts, Instant from, params ReadOnlySpan<TransitionKind> kinds)
    {
        foreach ((TransitionKind kind, Instant at) in acts)
        {
            if (at >= from && kinds.Contains(kind))
            {
                return at;
            }
        }

        return null;
    }
}
