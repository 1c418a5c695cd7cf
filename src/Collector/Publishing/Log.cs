using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Publishing;

/// <summary>Log messages of the publishers: ids 3100–3119.</summary>
internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Information, "Publishing to {Target} begins at version {Version}")]
    public static partial void Begins(ILogger logger, string target, long version);

    [LoggerMessage(3101, LogLevel.Information, "The whole history is published to {Target}: {Reason}")]
    public static partial void History(ILogger logger, string target, string reason);

    [LoggerMessage(3102, LogLevel.Information, "The whole history is published to {Target}, up to version {Version}")]
    public static partial void HistoryDone(ILogger logger, string target, long version);

    [LoggerMessage(3103, LogLevel.Warning, "Publishing to {Target} fails: {Reason}; trying again in {Wait}")]
    public static partial void TargetFailed(ILogger logger, string target, string reason, TimeSpan wait);

    [LoggerMessage(3104, LogLevel.Error, "{Target} refuses {Points} for good: {Reason}")]
    public static partial void Refused(ILogger logger, string target, long points, string reason);

    [LoggerMessage(3106, LogLevel.Information, "All of {Measurement} is published to {Target} anew: the data are other ones, or were put back to an older state")]
    public static partial void MarksAnew(ILogger logger, string target, string measurement);

    [LoggerMessage(3105, LogLevel.Error, "Publishing to {Target} was interrupted; trying again in {Wait}")]
    public static partial void Interrupted(ILogger logger, Exception exception, string target, TimeSpan wait);
}
