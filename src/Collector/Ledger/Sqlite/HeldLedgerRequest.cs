using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>A look at the records that wait, ordered among the deliveries.</summary>
internal sealed class HeldLedgerRequest(Func<LedgerStore, HeldOutcome> look, CancellationToken cancellationToken) : LedgerRequest(cancellationToken)
{
    /// <summary>What became of them, once completed.</summary>
    public HeldOutcome Outcome { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <inheritdoc/>
    protected override CommitOutcome Apply(LedgerStore store)
    {
        Outcome = look(store);
        return new CommitOutcome(0, 0, 0, 0, 0, store.Version);
    }
}
