namespace Tongbi.Collector.Ledger.Seals;

/// <summary>
/// The seals of the months, kept by the ledger itself: an act and the records that it concerns are judged in one order of transactions, so no
/// record slips in beside a lock, whichever process sends it. Thread-safe.
/// </summary>
public interface ISealBook
{
    /// <summary>All acts as last seen by this process; replaced before <see cref="ApproveAsync"/> completes and when another process's act is noticed.</summary>
    SealBook Seals { get; }

    /// <summary>Records what one person asks for. Durable when the task completes; nothing changes before a second person approves.</summary>
    Task<SealOutcome> RequestAsync(SealRequest request, CancellationToken cancellationToken);

    /// <summary>Approves an act: from then on, in a version of its own, it is in force. Durable when the task completes.</summary>
    Task<SealOutcome> ApproveAsync(long id, string by, CancellationToken cancellationToken);
}
