namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>What became of a delivery's records so far.</summary>
internal sealed class DeliveryTally
{
    /// <summary>Seen for the first time.</summary>
    public long Inserted { get; set; }

    /// <summary>Replaced an earlier one.</summary>
    public long Revised { get; set; }

    /// <summary>Taken out of the counts.</summary>
    public long Withdrawn { get; set; }

    /// <summary>Known already.</summary>
    public long Duplicate { get; set; }

    /// <summary>Older than what is known.</summary>
    public long Stale { get; set; }

    /// <summary>Records refused because of a locked month; null if none was.</summary>
    public SealedRecords? Sealed { get; private set; }

    /// <summary>Records in all.</summary>
    public long Records => Inserted + Revised + Withdrawn + Duplicate + Stale;

    /// <summary>Whether anything in the ledger is different now, which makes a new version.</summary>
    public bool IsChange => Inserted + Revised + Withdrawn > 0;

    /// <summary>Where the chunk of events that is being applied begins in its delivery.</summary>
    public long FirstEvent { get; set; }

    /// <summary>Notes an event of the current chunk that was refused.</summary>
    public void RefuseEvent(int indexInChunk, int series) => (Sealed ??= new SealedRecords()).AddEvent(FirstEvent + indexInChunk, series);

    /// <summary>Notes a figure that was refused.</summary>
    public void RefuseFigure(long index, int series) => (Sealed ??= new SealedRecords()).AddFigure(index, series);

    /// <summary>The outcome at a version.</summary>
    public CommitOutcome At(long version) => new(Inserted, Revised, Withdrawn, Duplicate, Stale, version) { Sealed = Sealed };
}
