namespace Tongbi.Collector.Sources.Database;

/// <summary>What the watermark column of a pull holds.</summary>
public enum WatermarkKind
{
    /// <summary>Whole numbers that only rise: a sequence, a change number.</summary>
    Number,

    /// <summary>Dates and times without an offset, in the pull's zone.</summary>
    Timestamp,

    /// <summary>Instants: dates and times with an offset.</summary>
    Instant,
}
