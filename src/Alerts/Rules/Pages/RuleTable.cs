using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Delivery;

namespace Tongbi.Alerts.Rules.Pages;

/// <summary>Versions of rules as rows; they are only ever added.</summary>
internal static class RuleTable
{
    private const string Columns = "SELECT rule, number, document, author, at, note FROM rule_version ";

    public static void Add(SqliteConnection connection, SqliteTransaction transaction, RuleVersion version) => Sql.Execute(
        connection,
        transaction,
        "INSERT INTO rule_version(rule, number, document, author, at, note) VALUES ($1, $2, $3, $4, $5, $6)",
        version.Rule,
        version.Number,
        version.Document,
        version.Author,
        version.At.ToUnixTimeTicks(),
        version.Note);

    /// <summary>The newest version of every rule, by id.</summary>
    public static List<RuleVersion> Newest(SqliteConnection connection) => Sql.Query(
        connection,
        null,
        Columns + "AS own WHERE number = (SELECT max(number) FROM rule_version WHERE rule = own.rule) ORDER BY rule",
        Read);

    /// <summary>Versions of one rule before a number, the newest first.</summary>
    public static List<RuleVersion> Of(SqliteConnection connection, string rule, long before, int limit) =>
        Sql.Query(connection, null, Columns + "WHERE rule = $1 AND number < $2 ORDER BY number DESC LIMIT $3", Read, rule, before, limit);

    private static RuleVersion Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.NullableString(2), row.GetString(3), Instant.FromUnixTimeTicks(row.GetInt64(4)), row.GetString(5));
}
