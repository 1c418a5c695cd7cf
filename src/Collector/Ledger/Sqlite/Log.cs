using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Messages of the ledger: 1100–1149.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Ledger {Path} opened at version {Version} with {Series} series; pages checked: {PagesChecked}")]
    public static partial void Opened(ILogger logger, string path, long version, int series, bool pagesChecked);

    [LoggerMessage(1101, LogLevel.Error, "A commit of {Requests} requests failed; nothing of it was kept")]
    public static partial void CommitFailed(ILogger logger, int requests, Exception failure);

    [LoggerMessage(1102, LogLevel.Warning, "The ledger's housekeeping failed and will be tried again")]
    public static partial void MaintenanceFailed(ILogger logger, Exception failure);
}
