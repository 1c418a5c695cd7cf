using NodaTime;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Sources.Health;

/// <summary>What a source sent in the last minutes, the running one included.</summary>
/// <param name="Minutes">How many.</param>
/// <param name="Traffic">What it was.</param>
public sealed record TrafficWindow(int Minutes, SourceTraffic Traffic)
{
    /// <summary>Lengths of the windows in minutes: five minutes, an hour, a day.</summary>
    private static readonly int[] Lengths = [5, 60, TrafficMinute.Kept];

    /// <summary>The first minute of the longest window.</summary>
    public static long FirstMinute(Instant now) => MinuteOf(now) - Lengths[^1] + 1;

    /// <summary>The windows of one source, shortest first. A pure function.</summary>
    /// <param name="minutes">The source's traffic by minute.</param>
    /// <param name="now">The moment at which they end.</param>
    public static IReadOnlyList<TrafficWindow> Of(IEnumerable<TrafficMinute> minutes, Instant now)
    {
        TrafficWindow[] windows = [.. Lengths.Select(length => new TrafficWindow(length, new SourceTraffic()))];
        long current = MinuteOf(now);
        foreach (TrafficMinute minute in minutes)
        {
            // A minute ahead of the clock was written before the clock was set back: it belongs to every window.
            foreach (TrafficWindow window in windows.Where(window => minute.Minute > current - window.Minutes))
            {
                window.Traffic.Add(minute.Traffic);
            }
        }

        return windows;
    }

    private static long MinuteOf(Instant now) => now.ToUnixTimeSeconds() / 60;
}
