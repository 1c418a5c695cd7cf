using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Configuration;

/// <summary>Event ids 1150–1199.</summary>
internal static partial class ConfigurationLog
{
    [LoggerMessage(1150, LogLevel.Information, "{Place} was read again and is in force")]
    public static partial void Replaced(ILogger logger, string place);

    [LoggerMessage(1151, LogLevel.Error, "{Place} was changed and refused, what is in force stays: {Mistakes} mistakes, the first is {First}")]
    public static partial void Refused(ILogger logger, string place, int mistakes, ConfigurationMistake first);
}
