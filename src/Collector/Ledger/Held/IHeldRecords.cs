namespace Tongbi.Collector.Ledger.Held;

/// <summary>
/// The records that wait for their codes to be mapped: durable, in the same transactions as what is counted, so that each is counted exactly
/// once. They come in with <see cref="Delivery.Held"/>. Thread-safe.
/// </summary>
public interface IHeldRecords
{
    /// <summary>How many wait, by source. An immutable snapshot, replaced before a commit completes.</summary>
    IReadOnlyDictionary<string, long> Held { get; }

    /// <summary>Number of the latest record that was kept; later ones have higher numbers.</summary>
    long LastHeldId { get; }

    /// <summary>
    /// Looks at records that wait, in the order in which they came, and counts, drops or leaves each, all in one transaction. Counting follows the
    /// rules of <see cref="ILedger.CommitAsync"/>: revisions are respected, duplicates and stale records change nothing.
    /// </summary>
    /// <param name="afterId">Only those kept after this one; 0 = all.</param>
    /// <param name="judge">What is to become of each; called on the writer's thread, must be quick.</param>
    /// <param name="actor">Who does it, for the record.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    Task<HeldOutcome> ReleaseHeldAsync(long afterId, Func<HeldRecord, HeldVerdict> judge, string actor, CancellationToken cancellationToken);

    /// <summary>The codes that records wait for, most records first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<UnmappedCode>> ReadUnmappedAsync(int limit, CancellationToken cancellationToken);
}
