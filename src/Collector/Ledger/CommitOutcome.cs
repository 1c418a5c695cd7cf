namespace Tongbi.Collector.Ledger;

/// <summary>What became of a delivery's good records, now durable.</summary>
/// <param name="Inserted">Seen for the first time.</param>
/// <param name="Revised">Replaced an earlier record or figure (a return after withdrawal included).</param>
/// <param name="Withdrawn">Taken out of the counts (also when first seen as withdrawn).</param>
/// <param name="Duplicate">Same key and revision as known (also inside the delivery).</param>
/// <param name="Stale">Lower revision than known.</param>
/// <param name="Version">Version of the data set after the commit; unchanged if neither a record nor what is known was changed.</param>
public sealed record CommitOutcome(long Inserted, long Revised, long Withdrawn, long Duplicate, long Stale, long Version)
{
    /// <summary>Records that were refused because they would have changed a locked month; null if there was none. They are in none of the numbers.</summary>
    public SealedRecords? Sealed { get; init; }
}
