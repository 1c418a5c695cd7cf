namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Something that waits for the writer. It is answered only once the writer is done with it, so that what it reads may be freed then.</summary>
internal abstract class LedgerRequest(CancellationToken cancellationToken)
{
    /// <summary>The answer, after the fsync.</summary>
    public Task<CommitOutcome> Completion => completion.Task;

    /// <summary>Whoever asked does not want it any more.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether it writes; a request that does not never opens a transaction.</summary>
    public virtual bool Writes => true;

    /// <summary>How many records it brought, once applied.</summary>
    public long Records => outcome.Inserted + outcome.Revised + outcome.Withdrawn + outcome.Duplicate + outcome.Stale;

    /// <summary>Does it, inside the transaction.</summary>
    public void ApplyTo(LedgerStore store)
    {
        cancellationToken.ThrowIfCancellationRequested();
        outcome = Apply(store);
    }

    /// <summary>Answers after the commit.</summary>
    public void Complete() => completion.TrySetResult(outcome);

    /// <summary>Answers that nothing of it was kept.</summary>
    public void Fail(Exception reason)
    {
        if (reason is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            completion.TrySetCanceled(cancellationToken);
        }
        else
        {
            completion.TrySetException(reason);
        }
    }

    /// <summary>Does it.</summary>
    protected abstract CommitOutcome Apply(LedgerStore store);

    private readonly TaskCompletionSource<CommitOutcome> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitOutcome outcome = new(0, 0, 0, 0, 0, 0);
}
