namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>A delivery that waits to be committed.</summary>
internal sealed class DeliveryRequest(Delivery delivery, CancellationToken cancellationToken) : LedgerRequest(cancellationToken)
{
    /// <inheritdoc/>
    protected override CommitOutcome Apply(LedgerStore store) => store.Apply(delivery, CancellationToken);
}
