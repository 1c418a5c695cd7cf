using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Delivery;

namespace Tongbi.Alerts.Silences;

/// <summary>Silences as rows.</summary>
internal static class SilenceTable
{
    /// <summary>Most silences that are kept, ended ones included; the oldest ended ones go first.</summary>
    public const int Maximum = 10_000;

    public static void Put(SqliteConnection connection, SqliteTransaction transaction, Silence silence)
    {
        Sql.Execute(
            connection,
            transaction,
            """
            INSERT INTO silence(id, matchers, starts_at, ends_at, created_by, comment, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT(id) DO UPDATE SET matchers = $2, starts_at = $3, ends_at = $4, created_by = $5, comment = $6, updated_at = $7
            """,
            silence.Id,
            StoredJson.Write(silence.Matchers),
            silence.StartsAt.ToUnixTimeMilliseconds(),
            silence.EndsAt.ToUnixTimeMilliseconds(),
            silence.CreatedBy,
            silence.Comment,
            silence.UpdatedAt.ToUnixTimeMilliseconds());
        Sql.Execute(
            connection,
            transaction,
            "DELETE FROM silence WHERE id IN (SELECT id FROM silence WHERE ends_at < $1 ORDER BY ends_at DESC LIMIT -1 OFFSET $2)",
            silence.UpdatedAt.ToUnixTimeMilliseconds(),
            Maximum);
    }

    /// <summary>Forgets some that ended before a moment.</summary>
    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, Instant before, int limit) => Sql.Execute(
        connection,
        transaction,
        "DELETE FROM silence WHERE id IN (SELECT id FROM silence WHERE ends_at < $1 LIMIT $2)",
        before.ToUnixTimeMilliseconds(),
        limit);

    public static List<Silence> All(SqliteConnection connection, SqliteTransaction? transaction) => Sql.Query(
        connection,
        transaction,
        "SELECT id, matchers, starts_at, ends_at, created_by, comment, updated_at FROM silence ORDER BY ends_at DESC, id",
        row => new Silence(
            row.GetString(0),
            StoredJson.Read<List<SilenceMatcher>>(row.GetString(1)),
            Instant.FromUnixTimeMilliseconds(row.GetInt64(2)),
            Instant.FromUnixTimeMilliseconds(row.GetInt64(3)),
            row.GetString(4),
            row.GetString(5),
            Instant.FromUnixTimeMilliseconds(row.GetInt64(6))));
}
