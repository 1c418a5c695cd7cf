namespace Tongbi.Collector.Ledger;

/// <summary>What a source sent in one minute.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Minute">The minute of arrival, in minutes since 1970-01-01T00:00Z.</param>
/// <param name="Traffic">What it was.</param>
public sealed record TrafficMinute(string Source, long Minute, SourceTraffic Traffic)
{
    /// <summary>Minutes that are kept of every source: a day.</summary>
    public const int Kept = 24 * 60;
}
