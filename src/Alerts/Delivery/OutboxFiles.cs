using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Delivery;

/// <summary>Files that wait with their messages, as rows: each content once, forgotten when no message needs it any more.</summary>
internal static class OutboxFiles
{
    public static void Keep(SqliteConnection connection, SqliteTransaction transaction, AttachedFile file, ReadOnlyMemory<byte> bytes, Instant now) => Sql.Execute(
        connection,
        transaction,
        "INSERT INTO outbox_file(hash, bytes, posted_at) VALUES ($1, $2, $3) ON CONFLICT(hash) DO UPDATE SET posted_at = $3",
        file.Hash,
        bytes.ToArray(),
        now.ToUnixTimeMilliseconds());

    /// <summary>The file of a message; null if its bytes are gone.</summary>
    public static FileContent? Find(SqliteConnection connection, AttachedFile file) => Sql.Query(
        connection,
        null,
        "SELECT bytes FROM outbox_file WHERE hash = $1",
        row => new FileContent(file.Name, file.ContentType, row.GetFieldValue<byte[]>(0)),
        file.Hash) is [var found] ? found : null;

    /// <summary>Forgets files whose messages are all done. Who wants the file later finds it where it came from.</summary>
    public static int Prune(SqliteConnection connection, SqliteTransaction transaction) => Sql.Execute(
        connection,
        transaction,
        "DELETE FROM outbox_file WHERE hash NOT IN (SELECT file FROM outbox WHERE state < 2 AND file IS NOT NULL)");
}
