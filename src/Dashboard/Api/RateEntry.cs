using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;

namespace Tongbi.Dashboard.Api;

/// <summary>What a source sent in the last minutes, the running one included, by time of arrival.</summary>
/// <param name="Minutes">Length of the window: 5, 60 or 1440.</param>
/// <param name="Received">Records in all; the sum of the others.</param>
/// <param name="Inserted">Seen for the first time.</param>
/// <param name="Revised">Replaced an earlier record or figure.</param>
/// <param name="Withdrawn">Taken out of the counts.</param>
/// <param name="Duplicate">Known already.</param>
/// <param name="Stale">Older than what was known.</param>
/// <param name="Rejected">Refused.</param>
/// <param name="ReceivedPerMinute">Received by minutes, rounded half away from zero to four decimals.</param>
internal sealed record RateEntry(int Minutes, long Received, long Inserted, long Revised, long Withdrawn, long Duplicate, long Stale, long Rejected, decimal ReceivedPerMinute)
{
    /// <summary>Writes a window out.</summary>
    public static RateEntry Of(TrafficWindow window)
    {
        SourceTraffic traffic = window.Traffic;
        return new RateEntry(
            window.Minutes,
            traffic.Received,
            traffic.Inserted,
            traffic.Revised,
            traffic.Withdrawn,
            traffic.Duplicate,
            traffic.Stale,
            traffic.Rejected,
            Math.Round(traffic.Received / (decimal)window.Minutes, 4, MidpointRounding.AwayFromZero));
    }
}
