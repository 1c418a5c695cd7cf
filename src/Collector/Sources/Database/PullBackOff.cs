using System.Security.Cryptography;

namespace Tongbi.Collector.Sources.Database;

/// <summary>How long a pull waits after a fault: twice as long each time, within bounds, and never quite the same, so that pulls do not come together.</summary>
internal static class PullBackOff
{
    /// <summary>The wait after the first fault, about.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait, about.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The wait after so many faults in a row.</summary>
    public static TimeSpan After(int faults) => Of(faults, RandomNumberGenerator.GetInt32(0, 401) / 1000.0);

    /// <summary>The wait with a given chance, 0 to 0.4: it is that much above four fifths.</summary>
    internal static TimeSpan Of(int faults, double chance)
    {
        double seconds = Math.Min(Shortest.TotalSeconds * Math.Pow(2, Math.Clamp(faults, 1, 30) - 1), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.8 + chance));
    }
}
