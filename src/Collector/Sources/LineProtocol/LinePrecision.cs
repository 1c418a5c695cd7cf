namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>What one unit of a line's timestamp is, counted from the Unix epoch.</summary>
public enum LinePrecision
{
    /// <summary>Nanoseconds: the default of every InfluxDB.</summary>
    Nanoseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Minutes, in version 1 only.</summary>
    Minutes,

    /// <summary>Hours, in version 1 only.</summary>
    Hours,
}
