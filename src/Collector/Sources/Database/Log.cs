using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Sources.Database;

// Event ids 2300-2349: pulls from databases. Never an engine's own words: they may repeat values and addresses.
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Information, "Pull {Pull} read {Rows} rows: {Inserted} inserted, {Revised} revised, {Duplicate} duplicate, {Rejected} rejected")]
    public static partial void Pulled(ILogger logger, string pull, long rows, long inserted, long revised, long duplicate, long rejected);

    [LoggerMessage(2301, LogLevel.Warning, "Pull {Pull} failed ({Code}), {Times} times in a row: {Reason}")]
    public static partial void Failed(ILogger logger, string pull, string code, int times, string reason);

    [LoggerMessage(2302, LogLevel.Information, "Pull {Pull} works again")]
    public static partial void Recovered(ILogger logger, string pull);
}
