using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>What a report says of one alert: how grave it was and how soon people dealt with it, as known at the report's moment.</summary>
/// <param name="Worst">Its gravest severity.</param>
/// <param name="Acknowledged">From firing to 签收; null if nobody did.</param>
/// <param name="Feedback">From firing to the first 反馈; null if there is none.</param>
/// <param name="Closed">From firing to 解除 or 误报 by a person; null if nobody closed it.</param>
/// <param name="IsFalseAlarm">误报.</param>
internal sealed record AlertDigest(Severity Worst, Duration? Acknowledged, Duration? Feedback, Duration? Closed, bool IsFalseAlarm)
{
    /// <summary>The median of the known ones, the lower of two in the middle; null if none is known.</summary>
    public static Duration? Median(IEnumerable<Duration?> durations)
    {
        Duration[] known = [.. durations.OfType<Duration>().Order()];
        return known.Length == 0 ? null : known[(known.Length - 1) / 2];
    }
}
