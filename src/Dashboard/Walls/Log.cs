using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Walls;

/// <summary>Event ids 6100–6199.</summary>
internal static partial class Log
{
    [LoggerMessage(6100, LogLevel.Information, "Wall layouts taken up: {Count} are in force")]
    public static partial void LayoutsTakenUp(ILogger logger, int count);

    [LoggerMessage(6101, LogLevel.Error, "Wall layout refused, the one in force stays: {Mistake}")]
    public static partial void LayoutRefused(ILogger logger, ConfigurationMistake mistake);

    [LoggerMessage(6102, LogLevel.Error, "The folder of wall layouts cannot be read; the layouts in force stay")]
    public static partial void FolderUnreadable(ILogger logger, Exception exception);
}
