namespace Tongbi.Dashboard.Reports.Schedules;

/// <summary>Messages of the schedules of reports, ids 4600 to 4619.</summary>
internal static partial class Log
{
    [LoggerMessage(4600, LogLevel.Information, "Schedule {Schedule} has made its report of {Period} for {Unit}")]
    public static partial void RunDone(ILogger logger, string schedule, string period, string unit);

    [LoggerMessage(4601, LogLevel.Warning, "Schedule {Schedule} could not make its report of {Period} for {Unit}, attempt {Attempt}")]
    public static partial void RunFailed(ILogger logger, Exception failure, string schedule, string period, string unit, int attempt);

    [LoggerMessage(4602, LogLevel.Error, "The schedules of reports could not be looked at")]
    public static partial void LookFailed(ILogger logger, Exception failure);

    [LoggerMessage(4603, LogLevel.Warning, "Report {Report} has no file as {Format} to send")]
    public static partial void NoFile(ILogger logger, long report, string format);
}
