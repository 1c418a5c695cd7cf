using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Ingest;

/// <summary>What became of every record of a body, now durable. Dispose it after reading <see cref="Rejected"/>.</summary>
public sealed class IngestResult : IDisposable
{
    internal IngestResult(RecordIntake intake, CommitOutcome outcome)
    {
        this.intake = intake;
        Outcome = outcome;
    }

    /// <summary>Records in the body, good and bad.</summary>
    public long Received => intake.Received;

    /// <summary>What became of the good ones, and the version they made.</summary>
    public CommitOutcome Outcome { get; }

    /// <summary>How many were refused.</summary>
    public long RejectedCount => intake.Refusals.Count + (Outcome.Sealed?.Count ?? 0);

    /// <summary>How many of the refused ones are kept, to be counted once their codes are mapped.</summary>
    public long Held => intake.Held;

    /// <summary>Every refusal in the order of the body; read from a spool, so it may be longer than memory.</summary>
    public IEnumerable<Refusal> Rejected => intake.RefusalsWith(Outcome.Sealed);

    /// <inheritdoc/>
    public void Dispose() => intake.Dispose();

    private readonly RecordIntake intake;
}
