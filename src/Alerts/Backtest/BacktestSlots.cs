namespace Tongbi.Alerts.Backtest;

/// <summary>Lets few back-tests run at a time, so that they leave the wall and the evaluation a processor of their own; more wait, and beyond that they are refused. Thread-safe.</summary>
public sealed class BacktestSlots : IDisposable
{
    /// <summary>Most that wait for their turn.</summary>
    public const int MostWaiting = 8;

    /// <summary>How many run at once: half of the processors.</summary>
    public static int AtOnce { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How many run or wait now.</summary>
    public int Taken => Volatile.Read(ref taken);

    /// <summary>Waits for a turn; null = too many wait already. Dispose gives the turn back.</summary>
    public async Task<IDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref taken) > AtOnce + MostWaiting)
        {
            Interlocked.Decrement(ref taken);
            return null;
        }

        try
        {
            await turns.WaitAsync(cancellationToken);
            return new Turn(this);
        }
        catch
        {
            Interlocked.Decrement(ref taken);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private readonly SemaphoreSlim turns = new(AtOnce);
    private int taken;

    private sealed class Turn(BacktestSlots slots) : IDisposable
    {
        public void Dispose()
        {
            if (Interlocked.Exchange(ref isBack, 1) == 0)
            {
                slots.turns.Release();
                Interlocked.Decrement(ref slots.taken);
            }
        }

        private int isBack;
    }
}
