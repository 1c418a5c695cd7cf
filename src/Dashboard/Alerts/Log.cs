namespace Tongbi.Dashboard.Alerts;

/// <summary>Messages of the host's part of alerting (6310–6319).</summary>
internal static partial class Log
{
    [LoggerMessage(6310, LogLevel.Warning, "The picture for a message of rule {Rule} could not be drawn; the message goes without it")]
    public static partial void NoPicture(ILogger logger, string rule, Exception failure);
}
