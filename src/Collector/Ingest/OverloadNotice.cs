using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Ingest;

/// <summary>Notes requests that were turned away, at most one line a minute: a flood must not become a flood of log lines. Thread-safe.</summary>
internal sealed class OverloadNotice(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private long? noted;
    private long count;

    /// <summary>One more was turned away.</summary>
    /// <param name="actor">Who sent it.</param>
    public void TurnedAway(string actor)
    {
        long told;
        lock (gate)
        {
            count++;
            if (noted is { } last && time.GetElapsedTime(last) < Interval)
            {
                return;
            }

            noted = time.GetTimestamp();
            told = count;
            count = 0;
        }

        Log.Overloaded(logger, told, actor);
    }
}
