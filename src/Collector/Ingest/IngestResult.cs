using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Ingest;

/// <summary>What became of every record of a body, now durable. Dispose it after reading <see cref="Rejected"/>.</summary>
public sealed class IngestResult : IDisposable
{
    internal IngestResult(long received, CommitOutcome outcome, RefusalLog refusals)
    {
        Received = received;
        Outcome = outcome;
        this.refusals = refusals;
    }

    /// <summary>Records in the body, good and bad.</summary>
    public long Received { get; }

    /// <summary>What became of the good ones, and the version they made.</summary>
    public CommitOutcome Outcome { get; }

    /// <summary>How many were refused.</summary>
    public long RejectedCount => refusals.Count + (Outcome.Sealed?.Count ?? 0);

    /// <summary>Every refusal in the order of the body; read from a spool, so it may be longer than memory.</summary>
    public IEnumerable<Refusal> Rejected => refusals.With(Outcome.Sealed, Received);

    /// <inheritdoc/>
    public void Dispose() => refusals.Dispose();

    private readonly RefusalLog refusals;
}
