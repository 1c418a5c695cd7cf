using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using NodaTime;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Delivery;

/// <summary>Messages on their way, as rows.</summary>
internal static class OutboxTable
{
    /// <summary>Puts a message into the outbox of every channel of a receiver.</summary>
    public static void Put(SqliteConnection connection, SqliteTransaction transaction, Notification message, Receiver receiver, DateTimeZone zone)
    {
        LocalDateTime local = message.At.InZone(zone).LocalDateTime;
        Instant? held = message.Severity.Length > 0 && receiver.Quiet?.EndFor(message.Severity, local) is { } end ? zone.AtLeniently(end).ToInstant() : null;
        foreach (ChannelSettings channel in receiver.Channels)
        {
            string key = KeyOf(message, channel.Id);
            long? id = Insert(connection, transaction, message, receiver.Id, channel, key, held ?? message.At, held is not null);
            if (id is { } row)
            {
                Name(connection, transaction, row, message);
            }
        }
    }

    /// <summary>Puts one message for one channel; null if it is there already.</summary>
    public static long? Insert(SqliteConnection connection, SqliteTransaction transaction, Notification message, string receiver, ChannelSettings channel, string key, Instant due, bool held) => Sql.Number(
        connection,
        transaction,
        """
        INSERT INTO outbox(receiver, channel, kind, reason, severity, group_key, idempotency_key, content, created, due, state, held, attempts, unclear, file)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, 0, 0, $12) ON CONFLICT(idempotency_key) DO NOTHING RETURNING id
        """,
        receiver,
        channel.Id,
        channel.Kind.ToString().ToLowerInvariant(),
        message.Reason.ToString(),
        message.Severity,
        message.GroupKey,
        key,
        StoredJson.Write(message),
        message.At.ToUnixTimeMilliseconds(),
        due.ToUnixTimeMilliseconds(),
        held ? 1 : 0,
        message.File?.Hash);

    /// <summary>Remembers which alerts a message tells of.</summary>
    public static void Name(SqliteConnection connection, SqliteTransaction transaction, long row, Notification message)
    {
        foreach (NotifiedAlert alert in message.Alerts)
        {
            Sql.Execute(connection, transaction, "INSERT OR IGNORE INTO outbox_alert(alert, outbox) VALUES ($1, $2)", alert.Id, row);
        }
    }

    /// <summary>The key that names a message on a channel: the same group cannot be told twice at one moment.</summary>
    public static string KeyOf(Notification message, string channel)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.GroupKey}\n{message.At.ToUnixTimeMilliseconds()}\n{message.Reason}\n{channel}")));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    /// <summary>Channels with a message due, the longest due first.</summary>
    public static List<string> DueChannels(SqliteConnection connection, Instant now) => Sql.Query(
        connection,
        null,
        "SELECT channel FROM outbox WHERE state = 0 AND due <= $1 GROUP BY channel ORDER BY min(due)",
        row => row.GetString(0),
        now.ToUnixTimeMilliseconds());

    /// <summary>Messages due on a channel in the order in which they were decided, without their contents.</summary>
    public static List<(long Id, bool Held, bool HasFile)> Due(SqliteConnection connection, SqliteTransaction? transaction, string channel, Instant now) => Sql.Query(
        connection,
        transaction,
        "SELECT id, held, file IS NOT NULL FROM outbox WHERE state = 0 AND channel = $1 AND due <= $2 ORDER BY id",
        row => (row.GetInt64(0), row.GetInt64(1) != 0, row.GetInt64(2) != 0),
        channel,
        now.ToUnixTimeMilliseconds());

    /// <summary>A message that is there.</summary>
    public static OutboxRow Get(SqliteConnection connection, SqliteTransaction? transaction, long id) => Sql.Query(connection, transaction, Select + "WHERE id = $1", Read, id)[0];

    /// <summary>When the next message waits for, or null if none waits.</summary>
    public static Instant? NextDue(SqliteConnection connection) => Moment(Sql.Number(connection, null, "SELECT min(due) FROM outbox WHERE state = 0"));

    /// <summary>An attempt begins.</summary>
    public static void Lease(SqliteConnection connection, SqliteTransaction transaction, long id) =>
        Sql.Execute(connection, transaction, "UPDATE outbox SET state = 1, attempts = attempts + 1 WHERE id = $1", id);

    /// <summary>Attempts that a former process had begun and not ended: nobody knows how they ended.</summary>
    public static List<OutboxRow> Leased(SqliteConnection connection, SqliteTransaction transaction) => Sql.Query(connection, transaction, Select + "WHERE state = 1 ORDER BY id", Read);

    /// <summary>Keeps the outcome of an attempt.</summary>
    public static void Settle(SqliteConnection connection, SqliteTransaction transaction, OutboxRow row, OutboxState state, Instant due, bool unclear, Instant now) => Sql.Execute(
        connection,
        transaction,
        "UPDATE outbox SET state = $2, due = $3, unclear = $4, done = $5 WHERE id = $1",
        row.Id,
        (int)state,
        due.ToUnixTimeMilliseconds(),
        unclear ? 1 : 0,
        state is OutboxState.Delivered or OutboxState.Dead ? now.ToUnixTimeMilliseconds() : null);

    /// <summary>Moves all that is due on a channel to a later moment; held back on purpose, it may come as one digest then.</summary>
    public static void Postpone(SqliteConnection connection, SqliteTransaction transaction, string channel, Instant now, Instant until, bool held) => Sql.Execute(
        connection,
        transaction,
        "UPDATE outbox SET due = $3, held = max(held, $4) WHERE state = 0 AND channel = $1 AND due <= $2",
        channel,
        now.ToUnixTimeMilliseconds(),
        until.ToUnixTimeMilliseconds(),
        held ? 1 : 0);

    /// <summary>A message becomes a part of a digest.</summary>
    public static void Merge(SqliteConnection connection, SqliteTransaction transaction, long id, long into, Instant now)
    {
        Sql.Execute(connection, transaction, "UPDATE outbox SET state = 4, merged_into = $2, done = NULL WHERE id = $1", id, into);
        Sql.Execute(connection, transaction, "INSERT INTO attempt(outbox, channel, at, outcome, detail) SELECT id, '', $3, 'merged', 'digest ' || $2 FROM outbox WHERE id = $1", id, into, now.ToUnixTimeMilliseconds());
        Sql.Execute(connection, transaction, "INSERT OR IGNORE INTO outbox_alert(alert, outbox) SELECT alert, $2 FROM outbox_alert WHERE outbox = $1", id, into);
    }

    /// <summary>Puts an attempt on record.</summary>
    public static void Record(SqliteConnection connection, SqliteTransaction transaction, OutboxRow row, Instant at, string outcome, string detail, int posts = 1) => Sql.Execute(
        connection,
        transaction,
        "INSERT INTO attempt(outbox, channel, at, outcome, detail, posts) VALUES ($1, $2, $3, $4, $5, $6)",
        row.Id,
        row.Channel,
        at.ToUnixTimeMilliseconds(),
        outcome,
        detail,
        posts);

    /// <summary>Times of what was sent on a channel since a moment, in rising order: what its limits are held against. An attempt of several posts stands as often.</summary>
    public static List<Instant> AttemptsSince(SqliteConnection connection, SqliteTransaction? transaction, string channel, Instant since) =>
    [
        .. Sql.Query(
            connection,
            transaction,
            "SELECT at, posts FROM attempt WHERE channel = $1 AND at > $2 ORDER BY at",
            row => (At: Instant.FromUnixTimeMilliseconds(row.GetInt64(0)), Posts: (int)row.GetInt64(1)),
            channel,
            since.ToUnixTimeMilliseconds()).SelectMany(attempt => Enumerable.Repeat(attempt.At, attempt.Posts)),
    ];

    /// <summary>Times of deliveries on a channel since a moment, in rising order: what the receiver's cap is held against. One of unknown outcome counts.</summary>
    public static List<Instant> DeliveriesSince(SqliteConnection connection, SqliteTransaction? transaction, string channel, Instant since) => Sql.Query(
        connection,
        transaction,
        "SELECT at FROM attempt WHERE channel = $1 AND at > $2 AND outcome IN ('Delivered', 'Unclear') ORDER BY at",
        row => Instant.FromUnixTimeMilliseconds(row.GetInt64(0)),
        channel,
        since.ToUnixTimeMilliseconds());

    /// <summary>Waiting messages and the oldest among them.</summary>
    public static (long Count, Instant? Oldest) Backlog(SqliteConnection connection, Instant dueBefore) => Sql.Query(
        connection,
        null,
        "SELECT count(*), min(created) FROM outbox WHERE state < 2 AND held = 0 AND created <= $1",
        row => (row.GetInt64(0), Moment(row.NullableLong(1))),
        dueBefore.ToUnixTimeMilliseconds())[0];

    /// <summary>Forgets some messages that were done, and their attempts: at most <paramref name="limit"/> of each kind, the oldest first.</summary>
    /// <param name="connection">Connection.</param>
    /// <param name="transaction">Transaction.</param>
    /// <param name="before">Messages about alerts decided before this are forgotten.</param>
    /// <param name="selfBefore">Messages of the program about itself decided before this are: a heartbeat a minute would fill the file.</param>
    /// <param name="limit">Most messages.</param>
    /// <returns>How many were forgotten.</returns>
    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, Instant before, Instant selfBefore, int limit)
    {
        List<long> old = Old("reason <> 'Watchdog'", before);
        old.AddRange(Old("reason = 'Watchdog'", selfBefore));
        foreach (long id in old)
        {
            Sql.Execute(connection, transaction, "DELETE FROM attempt WHERE outbox = $1", id);
            Sql.Execute(connection, transaction, "DELETE FROM outbox_alert WHERE outbox = $1", id);
            Sql.Execute(connection, transaction, "DELETE FROM outbox WHERE id = $1", id);
        }

        return old.Count;

        List<long> Old(string which, Instant than) => Sql.Query(
            connection,
            transaction,
            $"SELECT id FROM outbox WHERE {which} AND created < $1 AND state >= 2 ORDER BY created LIMIT $2",
            row => row.GetInt64(0),
            than.ToUnixTimeMilliseconds(),
            limit);
    }

    /// <summary>Rows of a select of this class.</summary>
    public static OutboxRow Read(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Receiver = row.GetString(1),
        Channel = row.GetString(2),
        Kind = row.GetString(3),
        IdempotencyKey = row.GetString(4),
        Content = StoredJson.Read<Notification>(row.GetString(5)),
        Created = Instant.FromUnixTimeMilliseconds(row.GetInt64(6)),
        Due = Instant.FromUnixTimeMilliseconds(row.GetInt64(7)),
        State = (OutboxState)row.GetInt64(8),
        Held = row.GetInt64(9) != 0,
        Attempts = (int)row.GetInt64(10),
        Unclear = row.GetInt64(11) != 0,
        Done = Moment(row.NullableLong(12)),
        MergedInto = row.NullableLong(13),
    };

    /// <summary>Columns that <see cref="Read"/> takes.</summary>
    public const string Select = "SELECT id, receiver, channel, kind, idempotency_key, content, created, due, state, held, attempts, unclear, done, merged_into FROM outbox ";

    private static Instant? Moment(long? milliseconds) => milliseconds is { } known ? Instant.FromUnixTimeMilliseconds(known) : null;
}
