using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Delivery;

namespace Tongbi.Alerts.Rosters;

/// <summary>Words about who stands in, as rows.</summary>
internal static class StandInTable
{
    public static long Add(SqliteConnection connection, SqliteTransaction transaction, StandIn word)
    {
        End(connection, transaction, word.Roster, word.Shift, word.Author, word.MadeAt);
        return Sql.Number(
            connection,
            transaction,
            "INSERT INTO stand_in(roster, shift, planned, stand_in, note, author, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            word.Roster,
            LocalDatePattern.Iso.Format(word.Shift),
            word.Planned,
            word.Person,
            word.Note,
            word.Author,
            word.MadeAt.ToUnixTimeMilliseconds()) ?? throw new InvalidOperationException("A word about who stands in was not kept.");
    }

    public static int End(SqliteConnection connection, SqliteTransaction transaction, string roster, LocalDate shift, string author, Instant now) => Sql.Execute(
        connection,
        transaction,
        "UPDATE stand_in SET ended_by = $3, ended_at = $4 WHERE roster = $1 AND shift = $2 AND ended_at IS NULL",
        roster,
        LocalDatePattern.Iso.Format(shift),
        author,
        now.ToUnixTimeMilliseconds());

    /// <summary>Those that hold.</summary>
    public static List<StandIn> InForce(SqliteConnection connection) => Sql.Query(connection, null, Select + "WHERE ended_at IS NULL", Read);

    /// <summary>All that were ever said of a roster, the newest first.</summary>
    public static List<StandIn> History(SqliteConnection connection, string roster, int limit) => Sql.Query(connection, null, Select + "WHERE roster = $1 ORDER BY id DESC LIMIT $2", Read, roster, limit);

    /// <summary>Forgets some of shifts that began before a day.</summary>
    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, LocalDate before, int limit) => Sql.Execute(
        connection,
        transaction,
        "DELETE FROM stand_in WHERE id IN (SELECT id FROM stand_in WHERE shift < $1 LIMIT $2)",
        LocalDatePattern.Iso.Format(before),
        limit);

    private static StandIn Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        LocalDatePattern.Iso.Parse(row.GetString(2)).Value,
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        Instant.FromUnixTimeMilliseconds(row.GetInt64(7)),
        row.NullableString(8),
        row.NullableLong(9) is { } ended ? Instant.FromUnixTimeMilliseconds(ended) : null);

    private const string Select = "SELECT id, roster, shift, planned, stand_in, note, author, made_at, ended_by, ended_at FROM stand_in ";
}
