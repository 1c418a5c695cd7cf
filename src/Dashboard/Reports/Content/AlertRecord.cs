using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Reads what a report says of alerts from their record. Nothing that happened after the report's moment is seen, so that it can be made again.</summary>
/// <param name="store">The alerts; null where there never were any.</param>
internal sealed class AlertRecord(AlertStore? store)
{
    private const string Steps = """
        SELECT a.id, a.unit, t.kind, t.at, t.worst
        FROM alert a JOIN transition t ON t.alert = a.id
        WHERE a.starts_at >= $1 AND a.starts_at < $2 AND t.at <= $3
        ORDER BY a.id, t.sequence
        """;

    /// <summary>The alerts of a unit and all below it that fired in [from, to), in the order they were made.</summary>
    public IReadOnlyList<AlertDigest> Read(Catalogue catalogue, UnitNode unit, Instant from, Instant to, Instant moment)
    {
        if (store is null)
        {
            return [];
        }

        List<(long Alert, string Unit, TransitionKind Kind, Instant At, Severity Worst)> steps = store.Read(connection =>
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = Steps;
            command.Parameters.AddWithValue("$1", from.ToUnixTimeTicks());
            command.Parameters.AddWithValue("$2", to.ToUnixTimeTicks());
            command.Parameters.AddWithValue("$3", moment.ToUnixTimeTicks());
            using SqliteDataReader row = command.ExecuteReader();
            List<(long, string, TransitionKind, Instant, Severity)> found = [];
            while (row.Read())
            {
                found.Add((row.GetInt64(0), row.GetString(1), (TransitionKind)row.GetInt32(2), Instant.FromUnixTimeTicks(row.GetInt64(3)), (Severity)row.GetInt32(4)));
            }

            return found;
        });
        return
        [
            .. from step in steps
               group step by step.Alert into alert
               let fired = alert.FirstOrDefault(step => step.Kind == TransitionKind.Fired)
               where fired.Alert != 0 && catalogue.FindUnit(fired.Unit) is { } place && unit.Contains(place)
               select new AlertDigest(
                   alert.Max(step => step.Worst),
                   After(fired.At, alert.Where(step => step.Kind == TransitionKind.Acknowledged).Select(step => step.At)),
                   After(fired.At, alert.Where(step => step.Kind == TransitionKind.Feedback).Select(step => step.At)),
                   After(fired.At, alert.Where(step => step.Kind is TransitionKind.Cleared or TransitionKind.FalseAlarm).Select(step => step.At)),
                   alert.Any(step => step.Kind == TransitionKind.FalseAlarm)),
        ];
    }

    private static Duration? After(Instant fired, IEnumerable<Instant> moments)
    {
        Instant[] at = [.. moments.Where(moment => moment >= fired)];
        return at.Length == 0 ? null : at.Min() - fired;
    }
}
