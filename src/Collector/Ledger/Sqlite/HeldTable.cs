using System.Buffers.Binary;
using NodaTime;
using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// The records that wait for their codes. Of an event every revision waits, since each may be mapped at another time; of a figure the last
/// word, as everywhere.
/// </summary>
internal sealed class HeldTable(SqliteSession session) : IDisposable
{
    /// <summary>How many wait, by source, as committed; immutable, replaced by <see cref="Load"/> and <see cref="Publish"/>.</summary>
    public IReadOnlyDictionary<string, long> Committed => Volatile.Read(ref committed);

    /// <summary>Number of the latest record kept, as committed.</summary>
    public long LastId => Interlocked.Read(ref lastId);

    /// <summary>Takes in what is in the table, as committed.</summary>
    public void Load()
    {
        Reload();
        Publish();
    }

    /// <summary>Takes in what is in the table, for this transaction.</summary>
    public void Reload()
    {
        Dictionary<string, long> counted = new(StringComparer.Ordinal);
        while (count.Step())
        {
            counted[count.Text(0)] = count.Integer(1);
        }

        current = counted;
        isChanged = false;
        last.Step();
        currentLast = last.Integer(0);
        last.Reset();
    }

    /// <summary>Keeps records; those that are known to wait already change nothing.</summary>
    public void Add(IReadOnlyCollection<HeldRecord> records)
    {
        foreach (HeldRecord record in records)
        {
            bool mayCome = record.Grain == BucketGrain.Event ? !IsOutdated(record) : ReplacesFigure(record);
            if (!mayCome)
            {
                continue;
            }

            insert.Bind(1, record.Source).Bind(2, record.Metric).Bind(3, record.Category).Bind(4, record.Unit).Bind(5, (long)record.Grain)
                .Bind(6, Key(record.Key)).Bind(7, record.Start).Bind(8, record.Second).Bind(9, record.Quantity)
                .Bind(10, record.Revision).Bind(11, record.Withdrawn ? 1 : 0).Bind(12, (long)record.Unmapped).Run();
            if (session.Changes == 1)
            {
                Count(record.Source, 1);
            }
        }
    }

    /// <summary>The records kept after a number, in order, each with what is to become of it.</summary>
    public List<HeldRow> Read(long afterId, Func<HeldRecord, HeldVerdict> judge, CancellationToken cancellationToken)
    {
        List<HeldRow> rows = [];
        read.Bind(1, afterId);
        try
        {
            while (read.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                HeldRecord record = new(
                    read.Text(1), read.Text(2), read.Text(3), read.Text(4), (BucketGrain)read.Integer(5), BinaryPrimitives.ReadUInt128BigEndian(read.Blob(6)),
                    read.Integer(7), read.Integer(8), read.Integer(9), read.Integer(10), read.Integer(11) != 0, (HeldFields)read.Integer(12));
                rows.Add(new HeldRow(read.Integer(0), record, judge(record)));
            }
        }
        catch
        {
            read.Reset();
            throw;
        }

        return rows;
    }

    /// <summary>Whether the same or a newer revision of an event was counted: then it can never count again.</summary>
    public bool IsOutdated(HeldRecord record)
    {
        if (record.Grain != BucketGrain.Event)
        {
            return false;
        }

        bool isFound = newer.Bind(1, Key(record.Key)).Bind(2, record.Revision).Step();
        if (isFound)
        {
            newer.Reset();
        }

        return isFound;
    }

    /// <summary>Takes a record out.</summary>
    public void Remove(HeldRow row)
    {
        remove.Bind(1, row.Id).Run();
        Count(row.Record.Source, -1);
    }

    /// <summary>Notes what a record waits for.</summary>
    public void Update(HeldRow row, HeldFields unmapped)
    {
        if (row.Record.Unmapped != unmapped)
        {
            update.Bind(1, row.Id).Bind(2, (long)unmapped).Run();
        }
    }

    /// <summary>Shows what was done, now that it is committed.</summary>
    public void Publish()
    {
        Interlocked.Exchange(ref lastId, currentLast);
        Volatile.Write(ref committed, current);
        isChanged = false;
    }

    /// <summary>Forgets what was done, since it was rolled back.</summary>
    public void Discard()
    {
        current = committed;
        currentLast = lastId;
        isChanged = false;
    }

    /// <summary>The codes that records wait for, on a reader's session.</summary>
    public static List<UnmappedCode> ReadUnmapped(SqliteSession reader, int limit)
    {
        // An event of which the same or a newer revision was counted since waits for nothing any more.
        using SqliteStatement read = reader.Prepare(
            """
            WITH waiting AS (
                SELECT source, metric, category, unit, second, unmapped FROM held
                WHERE grain > 0 OR NOT EXISTS (SELECT 1 FROM event WHERE event.key = held.key AND event.revision >= held.revision))
            SELECT source, 'category' AS field, metric, category AS code, count(*) AS records, min(second), max(second) FROM waiting WHERE unmapped & 1 GROUP BY source, metric, category
            UNION ALL
            SELECT source, 'unit', '', unit, count(*), min(second), max(second) FROM waiting WHERE unmapped & 2 GROUP BY source, unit
            ORDER BY records DESC, source, field, metric, code LIMIT ?1
            """);
        read.Bind(1, limit);
        List<UnmappedCode> codes = [];
        while (read.Step())
        {
            codes.Add(new(read.Text(0), read.Text(1), read.Text(2), read.Text(3), read.Integer(4), Instant.FromUnixTimeSeconds(read.Integer(5)), Instant.FromUnixTimeSeconds(read.Integer(6))));
        }

        return codes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteStatement statement in new[] { count, last, insert, read, newer, findFigure, remove, update })
        {
            statement.Dispose();
        }
    }

    // A figure that says something new takes the place of the one that waits, at the end of the line.
    private bool ReplacesFigure(HeldRecord figure)
    {
        findFigure.Bind(1, figure.Source).Bind(2, figure.Metric).Bind(3, figure.Category).Bind(4, figure.Unit).Bind(5, (long)figure.Grain).Bind(6, figure.Start);
        if (!findFigure.Step())
        {
            return true;
        }

        long id = findFigure.Integer(0);
        long revision = findFigure.Integer(1);
        bool isSame = revision == figure.Revision && findFigure.Integer(2) == figure.Quantity && findFigure.Integer(3) != 0 == figure.Withdrawn;
        findFigure.Reset();
        if (revision > figure.Revision || isSame)
        {
            return false;
        }

        remove.Bind(1, id).Run();
        Count(figure.Source, -1);
        return true;
    }

    private void Count(string source, int more)
    {
        if (!isChanged)
        {
            current = new Dictionary<string, long>(current, StringComparer.Ordinal);
            isChanged = true;
        }

        current[source] = current.GetValueOrDefault(source) + more;
        if (current[source] == 0)
        {
            current.Remove(source);
        }

        if (more > 0)
        {
            last.Step();
            currentLast = last.Integer(0);
            last.Reset();
        }
    }

    private ReadOnlySpan<byte> Key(UInt128 key)
    {
        BinaryPrimitives.WriteUInt128BigEndian(keyBytes, key);
        return keyBytes;
    }

    private const int KeyBytes = 16;
    private readonly byte[] keyBytes = new byte[KeyBytes];
    private readonly SqliteStatement count = session.Prepare("SELECT source, count(*) FROM held GROUP BY source");
    private readonly SqliteStatement last = session.Prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'held'");
    private readonly SqliteStatement insert = session.Prepare(
        """
        INSERT INTO held(source, metric, category, unit, grain, key, start, second, quantity, revision, withdrawn, unmapped)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING
        """);
    private readonly SqliteStatement read = session.Prepare(
        "SELECT id, source, metric, category, unit, grain, key, start, second, quantity, revision, withdrawn, unmapped FROM held WHERE id > ?1 ORDER BY id");
    private readonly SqliteStatement newer = session.Prepare("SELECT 1 FROM event WHERE key = ?1 AND revision >= ?2");
    private readonly SqliteStatement findFigure = session.Prepare(
        "SELECT id, revision, quantity, withdrawn FROM held WHERE source = ?1 AND metric = ?2 AND category = ?3 AND unit = ?4 AND grain = ?5 AND start = ?6 AND grain > 0");
    private readonly SqliteStatement remove = session.Prepare("DELETE FROM held WHERE id = ?1");
    private readonly SqliteStatement update = session.Prepare("UPDATE held SET unmapped = ?2 WHERE id = ?1");
    private Dictionary<string, long> current = [];
    private Dictionary<string, long> committed = [];
    private long currentLast;
    private long lastId;
    private bool isChanged;
}
