using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Counts;

/// <summary>Log messages of the cube: ids 3000–3019.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Counts are ready at version {Version}: {Leaves} series, {Nodes} nodes, {Entries} log entries read in {Elapsed}")]
    public static partial void Ready(ILogger logger, long version, int leaves, int nodes, long entries, TimeSpan elapsed);

    [LoggerMessage(3001, LogLevel.Warning, "{Series} series with {Records} records are not counted: their codes are not in the catalogue, or their source is not authoritative for the metric")]
    public static partial void Orphans(ILogger logger, int series, long records);

    [LoggerMessage(3002, LogLevel.Warning, "{Entries} log entries are not counted: they lie outside the years {FirstYear} to {LastYear} of the calendar")]
    public static partial void OutsideCalendar(ILogger logger, long entries, int firstYear, int lastYear);

    [LoggerMessage(3003, LogLevel.Information, "The snapshot of the counts is set aside and they are built from the change log: {Reason}")]
    public static partial void SnapshotUnfit(ILogger logger, string reason);

    [LoggerMessage(3004, LogLevel.Information, "Snapshot of the counts written at version {Version}: {Bytes} bytes in {Elapsed}")]
    public static partial void SnapshotWritten(ILogger logger, long version, long bytes, TimeSpan elapsed);

    [LoggerMessage(3005, LogLevel.Warning, "The snapshot of the counts could not be written; the next start reads more of the change log")]
    public static partial void SnapshotFailed(ILogger logger, Exception exception);

    [LoggerMessage(3006, LogLevel.Error, "The change log could not be followed from version {Version}; trying again in {RetryAfter}")]
    public static partial void FollowFailed(ILogger logger, Exception exception, long version, TimeSpan retryAfter);

    [LoggerMessage(3007, LogLevel.Information, "Counts follow the new catalogue at version {Version} after {Elapsed}")]
    public static partial void CatalogueFollowed(ILogger logger, long version, TimeSpan elapsed);

    [LoggerMessage(3008, LogLevel.Error, "The counts could not follow the new catalogue and stay under the old one; trying again in {RetryAfter}")]
    public static partial void CatalogueFailed(ILogger logger, Exception exception, TimeSpan retryAfter);

    [LoggerMessage(3009, LogLevel.Error, "The change set after version {Version} was added to the counts in part; no figure is told until they are built anew")]
    public static partial void HalfApplied(ILogger logger, Exception exception, long version);
}
