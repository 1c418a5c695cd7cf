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

    /// <summary>Records in all.</summary>
    public long Records => Inserted + Revised + Withdrawn + Duplicate + Stale;

    /// <summary>Whether anything in the ledger is different now, which makes a new version.</summary>
    public bool IsChange => Inserted + Revised + Withdrawn > 0;

    /// <summary>The outcome at a version.</summary>
    public CommitOutcome At(long version) => new(Inserted, Revised, Withdrawn, Duplicate, Stale, version);
}
