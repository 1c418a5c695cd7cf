namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Refusals that wait to be recorded.</summary>
internal sealed class RefusalsRequest(IReadOnlyList<RefusalCount> refusals, CancellationToken cancellationToken) : LedgerRequest(cancellationToken)
{
    /// <inheritdoc/>
    protected override CommitOutcome Apply(LedgerStore store)
    {
        store.Apply(refusals);
        return new CommitOutcome(0, 0, 0, 0, 0, store.Version);
    }
}
