using System.Buffers.Binary;
using System.Numerics;
using Tongbi.Collector.Ledger.ChangeLog;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>The latest revision of every event, by key.</summary>
internal sealed class EventTable(SqliteSession session, SeriesTable series, ChangeLogTable log) : IDisposable
{
    /// <summary>
    /// Takes a chunk of events. They are stored in the order of their keys, so that neighbours meet on one page;
    /// records of the same key keep their order of arrival.
    /// </summary>
    public void Apply(ReadOnlySpan<EventRecord> events, SealedSpans locked, DeliveryTally tally)
    {
        if (order.Length < events.Length)
        {
            order = new ulong[Math.Max(events.Length, 64)];
        }

        // The upper bits of the key with the place in the chunk below them: sorting plain numbers is several times quicker than
        // comparing records. Keys that differ only in the bits cut off may mingle, which costs nothing: each key keeps its own order.
        uint places = BitOperations.RoundUpToPowerOf2((uint)events.Length) - 1;
        Span<ulong> sorted = order.AsSpan(0, events.Length);
        for (int index = 0; index < events.Length; index++)
        {
            sorted[index] = ((ulong)(events[index].Key >> 64) & ~(ulong)places) | (uint)index;
        }

        sorted.Sort();
        foreach (ulong place in sorted)
        {
            int index = (int)(place & places);
            if (!Apply(in events[index], locked, tally))
            {
                tally.RefuseEvent(index, events[index].Series);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        insert.Dispose();
        find.Dispose();
        update.Dispose();
    }

    // False if the record would change a locked month: then nothing was done.
    private bool Apply(in EventRecord record, SealedSpans locked, DeliveryTally tally)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        BinaryPrimitives.WriteUInt128BigEndian(key, record.Key);
        bool mayCome = record.Withdrawn || !locked.Contains(record.OccurredAt);
        if (mayCome)
        {
            int newcomer = series.NumberOf(record.Series);
            Bind(insert, key, newcomer, in record).Bind(7, log.RecordedSecond).Run();
            if (session.Changes == 1)
            {
                Count(in record, newcomer, isNew: true, tally);
                return true;
            }
        }

        if (!find.Bind(1, key).Step())
        {
            // Only where it was not inserted: a record not known yet that may not come.
            return false;
        }

        int knownSeries = (int)find.Integer(0);
        long knownOccurred = find.Integer(1);
        long knownQuantity = find.Integer(2);
        long knownRevision = find.Integer(3);
        bool knownWithdrawn = find.Integer(4) != 0;
        long firstRecorded = find.Integer(5);
        bool wasMoved = find.Integer(6) != 0;
        find.Reset();
        if (record.Revision <= knownRevision)
        {
            tally.Count(record.Revision == knownRevision ? RecordFate.Duplicate : RecordFate.Stale, record.Series);
            return true;
        }

        int number = series.NumberOf(record.Series);
        bool isSame = !knownWithdrawn && !record.Withdrawn && number == knownSeries && record.OccurredAt == knownOccurred && record.Quantity == knownQuantity;
        bool mayGo = knownWithdrawn || !locked.Contains(knownOccurred);
        if (!isSame && !(mayCome && mayGo))
        {
            return false;
        }

        bool isMoved = wasMoved || number != knownSeries;
        Bind(update, key, number, in record).Bind(7, isMoved ? 1 : 0).Run();
        if (!knownWithdrawn)
        {
            log.Add(new LogEntry(knownOccurred, -knownQuantity, knownSeries, -1, BucketGrain.Event));
            log.Add(new LogCorrection(knownOccurred, firstRecorded, knownSeries, -1, wasMoved ? -1 : 0));
        }

        Count(in record, number, isNew: false, tally);
        if (!record.Withdrawn)
        {
            log.Add(new LogCorrection(record.OccurredAt, firstRecorded, number, 1, isMoved ? 1 : 0));
        }

        return true;
    }

    private void Count(in EventRecord record, int number, bool isNew, DeliveryTally tally)
    {
        if (record.Withdrawn)
        {
            tally.Count(RecordFate.Withdrawn, record.Series);
            return;
        }

        if (isNew)
        {
            tally.CountNew(in record);
        }
        else
        {
            tally.Count(RecordFate.Revised, record.Series);
        }

        log.Add(new LogEntry(record.OccurredAt, record.Quantity, number, 1, BucketGrain.Event));
    }

    private static SqliteStatement Bind(SqliteStatement statement, ReadOnlySpan<byte> key, int number, in EventRecord record) =>
        statement.Bind(1, key).Bind(2, number).Bind(3, record.OccurredAt).Bind(4, record.Quantity).Bind(5, record.Revision).Bind(6, record.Withdrawn ? 1 : 0);

    private const int KeyBytes = 16;
    private readonly SqliteStatement insert = session.Prepare("INSERT INTO event(key, series, occurred, quantity, revision, withdrawn, first_recorded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING");
    private readonly SqliteStatement find = session.Prepare("SELECT series, occurred, quantity, revision, withdrawn, first_recorded, moved FROM event WHERE key = ?1");
    private readonly SqliteStatement update = session.Prepare("UPDATE event SET series = ?2, occurred = ?3, quantity = ?4, revision = ?5, withdrawn = ?6, moved = ?7 WHERE key = ?1");
    private ulong[] order = [];
}
