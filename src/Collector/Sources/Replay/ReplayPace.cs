namespace Tongbi.Collector.Sources.Replay;

/// <summary>
/// When a record of a replay is due, and as when it is to have happened. Pure. Times are Unix seconds; the replay begins at
/// <paramref name="start"/> with the record of <paramref name="first"/>.
/// </summary>
/// <param name="speed">How many times faster than it happened; 0 = as fast as it goes.</param>
/// <param name="start">When the replay begins.</param>
/// <param name="first">When its first record happened.</param>
/// <param name="last">When the file's last record happened.</param>
/// <param name="movesToNow">Whether the records are to happen now: with a speed each when it is sent; without one the last of them at the
/// start, the others as long before it as they were.</param>
public sealed class ReplayPace(double speed, long start, long first, long last, bool movesToNow)
{
    /// <summary>Seconds after the start at which a record that happened at a time is due.</summary>
    public double DueAfter(long second) => speed == 0 ? 0 : Math.Max(0, second - first) / speed;

    /// <summary>The latest time of occurrence that is due some seconds after the start.</summary>
    public double DueUntil(double afterStart) => speed == 0 ? double.PositiveInfinity : first + (afterStart * speed);

    /// <summary>As when a record is to have happened.</summary>
    public long Moved(long second) => !movesToNow ? second
        : speed == 0 ? second + (start - last)
        : start + (long)DueAfter(second);
}
