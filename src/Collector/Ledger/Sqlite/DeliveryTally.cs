namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>What became of a delivery's records so far.</summary>
internal sealed class DeliveryTally(TrafficTally traffic)
{
    /// <summary>Records in all.</summary>
    public long Records => fates.Sum();

    /// <summary>Whether anything in the ledger is different now, which makes a new version.</summary>
    public bool IsChange => Of(RecordFate.Inserted) + Of(RecordFate.Revised) + Of(RecordFate.Withdrawn) > 0;

    /// <summary>Records refused because of a locked month; null if none was.</summary>
    public SealedRecords? Sealed { get; private set; }

    /// <summary>Where the chunk of events that is being applied begins in its delivery.</summary>
    public long FirstEvent { get; set; }

    /// <summary>Counts a record of a series (handle).</summary>
    public void Count(RecordFate fate, int series)
    {
        fates[(int)fate]++;
        traffic.Count(fate, series);
    }

    /// <summary>Counts an event that was seen for the first time.</summary>
    public void CountNew(in EventRecord record)
    {
        Count(RecordFate.Inserted, record.Series);
        traffic.CountArrival(record.Series, record.OccurredAt);
    }

    /// <summary>Notes an event of the current chunk that was refused.</summary>
    public void RefuseEvent(int indexInChunk, int series) => (Sealed ??= new SealedRecords()).AddEvent(FirstEvent + indexInChunk, series);

    /// <summary>Notes a figure that was refused.</summary>
    public void RefuseFigure(long index, int series) => (Sealed ??= new SealedRecords()).AddFigure(index, series);

    /// <summary>The outcome at a version.</summary>
    public CommitOutcome At(long version) =>
        new(Of(RecordFate.Inserted), Of(RecordFate.Revised), Of(RecordFate.Withdrawn), Of(RecordFate.Duplicate), Of(RecordFate.Stale), version) { Sealed = Sealed };

    private long Of(RecordFate fate) => fates[(int)fate];

    private readonly long[] fates = new long[(int)RecordFate.Stale + 1];
}
