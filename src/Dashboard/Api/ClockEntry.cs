using Tongbi.Collector.Ledger;

namespace Tongbi.Dashboard.Api;

/// <summary>How a source's clock and ours go together, by the events that were new in the last day.</summary>
/// <param name="Events">How many there were; the others are null where this is 0.</param>
/// <param name="MedianLagSeconds">Seconds from the occurrence of the middle one to its arrival, to within a fifth; 34 days stands for longer.</param>
/// <param name="Future">How many had not occurred yet by our clock when they arrived.</param>
/// <param name="MostAheadSeconds">How far the furthest of those was ahead.</param>
internal sealed record ClockEntry(long Events, long? MedianLagSeconds, long? Future, long? MostAheadSeconds)
{
    /// <summary>Writes out what a day's traffic tells of the clocks.</summary>
    public static ClockEntry Of(SourceTraffic day) =>
        day.Lags.Median is { } median ? new ClockEntry(day.Lags.Count, median, day.Future, day.MostAhead) : new ClockEntry(0, null, null, null);
}
