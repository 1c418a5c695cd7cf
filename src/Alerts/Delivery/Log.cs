using Microsoft.Extensions.Logging;

namespace Tongbi.Alerts.Delivery;

/// <summary>Event ids 2300–2399.</summary>
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Information, "Message {Message} was delivered on {Channel} at attempt {Attempt}")]
    public static partial void Delivered(ILogger logger, long message, string channel, int attempt);

    [LoggerMessage(2301, LogLevel.Warning, "Message {Message} was not delivered on {Channel} at attempt {Attempt}, it will be tried again: {Detail}")]
    public static partial void WillRetry(ILogger logger, long message, string channel, int attempt, string detail);

    [LoggerMessage(2302, LogLevel.Error, "Message {Message} was given up on {Channel} after {Attempts} attempts: {Detail}")]
    public static partial void GivenUp(ILogger logger, long message, string channel, int attempts, string detail);

    [LoggerMessage(2303, LogLevel.Error, "Channel {Channel} failed in a way it should not")]
    public static partial void ChannelFailed(ILogger logger, string channel, Exception failure);

    [LoggerMessage(2304, LogLevel.Warning, "{Messages} messages were in the middle of an attempt when the program last ended; they are tried again")]
    public static partial void Recovered(ILogger logger, int messages);

    [LoggerMessage(2305, LogLevel.Error, "A turn of delivery failed; it goes on at the next")]
    public static partial void TurnFailed(ILogger logger, Exception failure);

    [LoggerMessage(2306, LogLevel.Information, "{Rows} alerts, messages and silences were older than is kept and are forgotten")]
    public static partial void Purged(ILogger logger, int rows);

    [LoggerMessage(2307, LogLevel.Error, "Forgetting what is old failed; it is tried again in an hour")]
    public static partial void PurgeFailed(ILogger logger, Exception failure);
}
