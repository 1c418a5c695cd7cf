namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>The version that readers may ask for, and those who wait for the next.</summary>
internal sealed class PublishedVersion
{
    /// <summary>The latest version published.</summary>
    public long Value => Volatile.Read(ref value);

    /// <summary>Publishes a version and wakes those who wait for it.</summary>
    public void Publish(long version)
    {
        if (version == value)
        {
            return;
        }

        Volatile.Write(ref value, version);
        Interlocked.Exchange(ref next, NewSource()).TrySetResult();
    }

    /// <summary>Completes when there is a version after the given one.</summary>
    /// <exception cref="ObjectDisposedException">The ledger was closed meanwhile.</exception>
    public async Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            // First the source, then the value: a version published between the two completes the source.
            Task published = Volatile.Read(ref next).Task;
            if (Value > after)
            {
                return;
            }

            await published.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends all waiting.</summary>
    public void Close() => Volatile.Read(ref next).TrySetException(new ObjectDisposedException(nameof(SqliteLedger)));

    private static TaskCompletionSource NewSource()
    {
        TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Nobody need be waiting when the ledger is closed.
        _ = source.Task.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return source;
    }

    private TaskCompletionSource next = NewSource();
    private long value;
}
