using NodaTime;

namespace Tongbi.Alerts.Delivery;

/// <summary>When a message is tried again, and when it is given up. Pure: the jitter comes from the message's own number.</summary>
public static class RetryPolicy
{
    /// <summary>Wait after the first failure.</summary>
    public static readonly Duration First = Duration.FromSeconds(5);

    /// <summary>Longest wait.</summary>
    public static readonly Duration Longest = Duration.FromMinutes(15);

    /// <summary>After this long a message is given up: what is a day old misleads more than it helps. It stays on record.</summary>
    public static readonly Duration GiveUp = Duration.FromHours(24);

    /// <summary>The next attempt, or null to give up.</summary>
    /// <param name="row">The message.</param>
    /// <param name="attempts">Attempts made, the failed one included.</param>
    /// <param name="retryAfter">What the far end asked for, if anything.</param>
    /// <param name="now">When the attempt failed.</param>
    public static Instant? Next(OutboxRow row, int attempts, Duration? retryAfter, Instant now)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (now - row.Due >= GiveUp || now - row.Created >= GiveUp + GiveUp)
        {
            return null;
        }

        Duration wait = Duration.Min(Longest, First * (1L << Math.Clamp(attempts - 1, 0, 20)));

        // Between 80 % and 120 %, spread over messages and attempts, so that many do not come back at one moment.
        uint spread = (uint)((row.Id * 2_654_435_761L) + (attempts * 40_503L));
        Duration jittered = wait * (0.8 + (0.4 * (spread % 1_000) / 1_000.0));
        return now + Duration.Max(jittered, Duration.Min(retryAfter ?? Duration.Zero, Duration.FromHours(1)));
    }
}
