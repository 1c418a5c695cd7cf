namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>The spellings of <c>precision=</c> in InfluxDB's versions 1 and 2.</summary>
public static class LinePrecisions
{
    /// <summary>Every spelling, for messages.</summary>
    public const string Spellings = "n, ns, u, us, µ, ms, s, m, h";

    /// <summary>Reads a spelling; none means nanoseconds.</summary>
    public static bool TryParse(string? text, out LinePrecision precision)
    {
        LinePrecision? known = text switch
        {
            null or "" or "n" or "ns" => LinePrecision.Nanoseconds,

            // Two characters look alike: the micro sign of Latin-1 and the Greek letter.
            "u" or "us" or "\u00b5" or "\u03bc" or "\u00b5s" or "\u03bcs" => LinePrecision.Microseconds,
            "ms" => LinePrecision.Milliseconds,
            "s" => LinePrecision.Seconds,
            "m" => LinePrecision.Minutes,
            "h" => LinePrecision.Hours,
            _ => null,
        };
        precision = known ?? default;
        return known is not null;
    }

    /// <summary>The Unix second that a timestamp lies in; what no calendar covers comes out as some second that none covers either.</summary>
    internal static long ToSeconds(long timestamp, LinePrecision precision) => precision switch
    {
        LinePrecision.Nanoseconds => Floor(timestamp, 1_000_000_000),
        LinePrecision.Microseconds => Floor(timestamp, 1_000_000),
        LinePrecision.Milliseconds => Floor(timestamp, 1_000),
        LinePrecision.Minutes => Math.Clamp(timestamp, -Beyond, Beyond) * 60,
        LinePrecision.Hours => Math.Clamp(timestamp, -Beyond, Beyond) * 3_600,
        _ => timestamp,
    };

    // Hours until far beyond the year 9999; times 3,600 it is still small.
    private const long Beyond = 1_000_000_000_000;

    private static long Floor(long dividend, long divisor) => Math.DivRem(dividend, divisor, out long rest) - (rest < 0 ? 1 : 0);
}
