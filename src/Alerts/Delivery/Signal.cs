namespace Tongbi.Alerts.Delivery;

/// <summary>Wakes one loop: any number of signals before it looks are one. Thread-safe.</summary>
internal sealed class Signal : IDisposable
{
    /// <summary>Wakes the loop, now or when it next waits.</summary>
    public void Set()
    {
        lock (gate)
        {
            if (gate.CurrentCount == 0)
            {
                gate.Release();
            }
        }
    }

    /// <summary>Waits for a signal, but no longer than a time.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(longest, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await gate.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up: as good as a signal.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private readonly SemaphoreSlim gate = new(0, 1);
}
