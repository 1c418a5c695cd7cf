using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>An act on a seal that waits for the writer: it is ordered among the deliveries.</summary>
internal sealed class SealLedgerRequest(Func<LedgerStore, SealOutcome> act, CancellationToken cancellationToken) : LedgerRequest(cancellationToken)
{
    /// <summary>What became of it, once completed.</summary>
    public SealOutcome Outcome { get; private set; } = SealOutcome.Of(SealRefusal.UnknownAct);

    /// <inheritdoc/>
    protected override CommitOutcome Apply(LedgerStore store)
    {
        Outcome = act(store);
        return new CommitOutcome(0, 0, 0, 0, 0, store.Version);
    }
}
