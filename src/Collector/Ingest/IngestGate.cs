namespace Tongbi.Collector.Ingest;

/// <summary>Lets a bounded number of requests in at a time and a bounded number wait, in order of arrival. Thread-safe.</summary>
internal sealed class IngestGate(IngestLimits limits) : IDisposable
{
    /// <summary>Waits for a turn; dispose the answer to give it back.</summary>
    /// <exception cref="IngestOverloadedException">The queue is full.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (turns.Wait(0, cancellationToken))
        {
            return new Turn(turns);
        }

        if (Interlocked.Increment(ref waiting) > limits.MaxWaiting)
        {
            Interlocked.Decrement(ref waiting);
            throw new IngestOverloadedException(limits.RetryAfter);
        }

        try
        {
            await turns.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        return new Turn(turns);
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private readonly SemaphoreSlim turns = new(limits.MaxConcurrent, limits.MaxConcurrent);
    private int waiting;

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
            {
                turns.Release();
            }
        }

        private int given;
    }
}
