using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Delivery;

/// <summary>Remembers which one-time links have been used. Thread-safe.</summary>
public sealed class UsedLinks(AlertStore store, IClock clock)
{
    /// <summary>Whether the link was used.</summary>
    public bool IsUsed(AcknowledgeToken token) => store.Read(connection => Sql.Number(connection, null, "SELECT 1 FROM used_link WHERE nonce = $1", token.Nonce)) is not null;

    /// <summary>Uses the link up; false if it was used before.</summary>
    public bool TryUse(AcknowledgeToken token)
    {
        Instant now = clock.GetCurrentInstant();
        return store.Write(session =>
            Sql.Execute(session.Connection, session.Transaction, "INSERT OR IGNORE INTO used_link(nonce, used_at) VALUES ($1, $2)", token.Nonce, now.ToUnixTimeMilliseconds()) == 1);
    }

    /// <summary>Forgets links that are over: they cannot be used again, so they need not be remembered.</summary>
    internal static int Prune(SqliteConnection connection, SqliteTransaction transaction, Instant now) =>
        Sql.Execute(connection, transaction, "DELETE FROM used_link WHERE used_at < $1", (now - AcknowledgeLinks.Life - AcknowledgeLinks.Life).ToUnixTimeMilliseconds());
}
