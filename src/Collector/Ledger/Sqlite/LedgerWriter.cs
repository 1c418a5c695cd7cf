using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// The one writer of this process: a thread of its own that takes waiting requests together, applies them in one transaction and answers
/// all of them after the one fsync (group commit).
/// </summary>
internal sealed class LedgerWriter : IAsyncDisposable
{
    /// <summary>Starts the thread; the writer owns the store.</summary>
    public LedgerWriter(LedgerStore store, PublishedVersion published, SqliteLedgerOptions options, ILogger logger)
    {
        this.store = store;
        this.published = published;
        this.options = options;
        this.logger = logger;
        checkpointer = new Checkpointer(options, logger);
        queue = Channel.CreateBounded<LedgerRequest>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        thread = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Queues a request (waiting for a place if need be) and waits for its answer.</summary>
    public async Task<CommitOutcome> SubmitAsync(LedgerRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await queue.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteLedger));
        }

        return await request.Completion;
    }

    /// <summary>Queues a request if there is a place for it.</summary>
    public bool TrySubmit(LedgerRequest request) => queue.Writer.TryWrite(request);

    /// <summary>Finishes what is queued and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await thread;
        await checkpointer.DisposeAsync();
        store.Dispose();
    }

    private void Run()
    {
        // A thread of its own may wait: SQLite has no asynchronous calls.
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (queue.Reader.TryRead(out LedgerRequest? request))
            {
                Serve(request);
            }
        }
    }

    private void Serve(LedgerRequest request)
    {
        try
        {
            if (request.Writes)
            {
                CommitGroup(request);
                KeepWalSmall();
            }
            else
            {
                request.ApplyTo(store);
                published.Publish(store.Version);
                request.Complete();
            }
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or InvalidOperationException)
        {
            // A checkpoint or a look at the file that failed: the next one tries again, and no request hangs on it.
            Log.MaintenanceFailed(logger, failure);
            request.Fail(failure);
        }
    }

    private void KeepWalSmall()
    {
        if (store.IsCheckpointDue())
        {
            store.CutWal();
            checkpointer.Start();
        }
    }

    private void CommitGroup(LedgerRequest first)
    {
        List<LedgerRequest> taken = [first];
        try
        {
            store.Begin();
            first.ApplyTo(store);
            TakeMore(taken);
            store.Commit();
        }
        catch (Exception failure)
        {
            Abandon(taken, failure);
            return;
        }

        published.Publish(store.Version);
        foreach (LedgerRequest request in taken)
        {
            request.Complete();
        }
    }

    private void TakeMore(List<LedgerRequest> taken)
    {
        long records = taken[0].Records;
        while (taken.Count < options.GroupDeliveries && records < options.GroupRecords && queue.Reader.TryRead(out LedgerRequest? next))
        {
            taken.Add(next);
            int mark = store.SetMark();
            try
            {
                next.ApplyTo(store);
                store.ReleaseMark();
                records += next.Records;
            }
            catch (Exception failure) when (failure is not LedgerUnavailableException)
            {
                // Its own fault (cancelled, an unreadable spool): the others of the group do not suffer for it.
                store.RollBackTo(mark);
                taken.Remove(next);
                next.Fail(failure);
            }
        }
    }

    private void Abandon(List<LedgerRequest> taken, Exception failure)
    {
        if (failure is not OperationCanceledException)
        {
            Log.CommitFailed(logger, taken.Count, failure);
        }

        try
        {
            store.RollBack();
        }
        catch (Exception rollback) when (rollback is LedgerUnavailableException or InvalidOperationException)
        {
            Log.MaintenanceFailed(logger, rollback);
        }

        foreach (LedgerRequest request in taken)
        {
            request.Fail(failure);
        }
    }

    private readonly LedgerStore store;
    private readonly PublishedVersion published;
    private readonly SqliteLedgerOptions options;
    private readonly ILogger logger;
    private readonly Checkpointer checkpointer;
    private readonly Channel<LedgerRequest> queue;
    private readonly Task thread;
}
