using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rosters;
using Tongbi.Alerts.Silences;

namespace Tongbi.Alerts.Delivery;

/// <summary>
/// Forgets what is old: resolved alerts with their transitions, messages with their attempts, silences that ended, words about shifts long past.
/// Never an alert that is open or still to be told. In small batches, so that nobody who writes waits long.
/// </summary>
/// <param name="store">The alerts' file.</param>
/// <param name="settings">The settings in force, for the office's zone.</param>
/// <param name="keep">How long things are kept after their end.</param>
public sealed class Purge(AlertStore store, Func<NotifySettings> settings, Duration keep)
{
    /// <summary>Rows of each kind in one transaction.</summary>
    public const int Batch = 200;

    /// <summary>Heartbeats and what the watchdog told are forgotten sooner.</summary>
    public static readonly Duration KeepSelf = Duration.FromDays(7);

    /// <summary>Forgets one batch.</summary>
    /// <returns>Alerts, messages, silences and words that were forgotten; 0 once nothing old is left.</returns>
    public int Turn(Instant now) => store.Write(session =>
    {
        (SqliteConnection connection, SqliteTransaction transaction) = (session.Connection, session.Transaction);
        Instant before = now - keep;
        return AlertTables.Prune(connection, transaction, before, Batch)
            + OutboxTable.Prune(connection, transaction, before, Instant.Max(before, now - KeepSelf), Batch)
            + OutboxFiles.Prune(connection, transaction)
            + SilenceTable.Prune(connection, transaction, before, Batch)
            + StandInTable.Prune(connection, transaction, before.InZone(settings().Zone).Date, Batch)
            + UsedLinks.Prune(connection, transaction, now);
    });
}
