namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Asks the writer to look for commits of other processes.</summary>
internal sealed class RefreshRequest() : LedgerRequest(CancellationToken.None)
{
    /// <inheritdoc/>
    public override bool Writes => false;

    /// <inheritdoc/>
    protected override CommitOutcome Apply(LedgerStore store)
    {
        store.Refresh();
        return new CommitOutcome(0, 0, 0, 0, 0, store.Version);
    }
}
