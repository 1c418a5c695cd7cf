namespace Tongbi.Testing;

/// <summary>Waits for a condition of another process or browser, where nothing can be awaited; the limit only bounds a failure.</summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>Completes when the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the limit; carries what <paramref name="explain"/> says.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, Func<string> explain, CancellationToken cancellationToken)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > limit)
            {
                throw new TimeoutException(explain());
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }
}
