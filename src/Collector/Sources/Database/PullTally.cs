using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Database;

/// <summary>What one run of a pull brought, all of it durable.</summary>
/// <param name="Rows">Rows read, those of the overlap included.</param>
/// <param name="Inserted">Seen for the first time.</param>
/// <param name="Revised">Replaced an earlier record.</param>
/// <param name="Withdrawn">Taken out of the counts.</param>
/// <param name="Duplicate">Known already: mostly rows of the overlap.</param>
/// <param name="Stale">Of a lower revision than known.</param>
/// <param name="Rejected">Refused.</param>
/// <param name="Held">Of the refused, those that wait for their codes.</param>
public sealed record PullTally(long Rows, long Inserted, long Revised, long Withdrawn, long Duplicate, long Stale, long Rejected, long Held)
{
    /// <summary>Nothing.</summary>
    public static PullTally None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>With one more batch.</summary>
    public PullTally Add(IngestResult batch) => new(
        Rows + batch.Received,
        Inserted + batch.Outcome.Inserted,
        Revised + batch.Outcome.Revised,
        Withdrawn + batch.Outcome.Withdrawn,
        Duplicate + batch.Outcome.Duplicate,
        Stale + batch.Outcome.Stale,
        Rejected + batch.RejectedCount,
        Held + batch.Held);
}
