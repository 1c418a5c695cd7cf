using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Delivery;

/// <summary>Groups of alerts and their members, as rows. Times are Unix milliseconds.</summary>
internal static class GroupTable
{
    /// <summary>Puts an alert into a group, making the group where it is new, or renews what the group knows of it.</summary>
    /// <param name="connection">Connection.</param>
    /// <param name="transaction">Transaction.</param>
    /// <param name="route">The route taken.</param>
    /// <param name="labels">Labels of the alert.</param>
    /// <param name="member">The alert as it is to be told.</param>
    /// <param name="acknowledged">Whether somebody acknowledged it.</param>
    /// <param name="now">Now.</param>
    public static void Put(SqliteConnection connection, SqliteTransaction transaction, Route route, Labels labels, NotifiedAlert member, bool acknowledged, Instant now)
    {
        string key = route.GroupKey(labels);

        // An alert that is older than the wait needs no more company: Alertmanager sends its new group at once.
        Instant look = Instant.Max(now, member.StartsAt + route.GroupWait);
        Sql.Execute(
            connection,
            transaction,
            """
            INSERT INTO alert_group(key, route, receiver, labels, next_look) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT(key) DO UPDATE SET next_look = min(next_look, $5) WHERE sent_at IS NULL
            """,
            key,
            route.Path,
            route.Receiver,
            StoredJson.Write(route.GroupBy.ToDictionary(label => label, label => labels[label])),
            look.ToUnixTimeMilliseconds());
        Sql.Execute(
            connection,
            transaction,
            "INSERT INTO group_member(group_key, alert, firing, acknowledged, content) VALUES ($1, $2, $3, $4, $5) ON CONFLICT(group_key, alert) DO UPDATE SET firing = $3, acknowledged = $4, content = $5",
            key,
            member.Id,
            member.Firing ? 1 : 0,
            acknowledged ? 1 : 0,
            StoredJson.Write(member));
    }

    /// <summary>Keys of the groups that an alert is in.</summary>
    public static List<string> GroupsOf(SqliteConnection connection, SqliteTransaction transaction, string alert) =>
        Sql.Query(connection, transaction, "SELECT group_key FROM group_member WHERE alert = $1", row => row.GetString(0), alert);

    /// <summary>A group with its members; null if there is none of this key.</summary>
    public static AlertGroup? Find(SqliteConnection connection, SqliteTransaction? transaction, string key)
    {
        List<AlertGroup> found = Sql.Query(connection, transaction, Select + "WHERE key = $1", Read, key);
        return found is [var group] ? group with { Members = Members(connection, transaction, key) } : null;
    }

    /// <summary>Keys of groups to be looked at by now, the longest due first.</summary>
    public static List<string> Due(SqliteConnection connection, Instant now, int limit) =>
        Sql.Query(connection, null, "SELECT key FROM alert_group WHERE next_look <= $1 ORDER BY next_look LIMIT $2", row => row.GetString(0), now.ToUnixTimeMilliseconds(), limit);

    /// <summary>Keys of all groups.</summary>
    public static List<string> All(SqliteConnection connection, SqliteTransaction transaction) =>
        Sql.Query(connection, transaction, "SELECT key FROM alert_group", row => row.GetString(0));

    /// <summary>Keeps what was sent of a group and when it is looked at next.</summary>
    public static void Keep(SqliteConnection connection, SqliteTransaction transaction, string key, SentRecord? sent, Instant nextLook) => Sql.Execute(
        connection,
        transaction,
        "UPDATE alert_group SET next_look = $2, sent_at = $3, sent_firing = $4, sent_resolved = $5 WHERE key = $1",
        key,
        nextLook.ToUnixTimeMilliseconds(),
        sent?.At.ToUnixTimeMilliseconds(),
        sent is null ? null : StoredJson.Write(sent.Firing),
        sent is null ? null : StoredJson.Write(sent.Resolved));

    /// <summary>Takes an alert out of a group.</summary>
    public static void Remove(SqliteConnection connection, SqliteTransaction transaction, string key, string alert) =>
        Sql.Execute(connection, transaction, "DELETE FROM group_member WHERE group_key = $1 AND alert = $2", key, alert);

    /// <summary>Forgets a group.</summary>
    public static void Forget(SqliteConnection connection, SqliteTransaction transaction, string key)
    {
        Sql.Execute(connection, transaction, "DELETE FROM group_member WHERE group_key = $1", key);
        Sql.Execute(connection, transaction, "DELETE FROM alert_group WHERE key = $1", key);
    }

    private static List<GroupMember> Members(SqliteConnection connection, SqliteTransaction? transaction, string key) => Sql.Query(
        connection,
        transaction,
        "SELECT firing, acknowledged, content FROM group_member WHERE group_key = $1",
        row => new GroupMember(StoredJson.Read<NotifiedAlert>(row.GetString(2)), row.GetInt64(0) != 0, row.GetInt64(1) != 0),
        key);

    private static AlertGroup Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        StoredJson.Read<Dictionary<string, string>>(row.GetString(3)),
        row.NullableLong(4) is { } at
            ? new SentRecord(StoredJson.Read<HashSet<string>>(row.GetString(5)), StoredJson.Read<HashSet<string>>(row.GetString(6)), Instant.FromUnixTimeMilliseconds(at))
            : null,
        []);

    private const string Select = "SELECT key, route, receiver, labels, sent_at, sent_firing, sent_resolved FROM alert_group ";
}
