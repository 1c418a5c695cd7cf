namespace Tongbi.Dashboard.Live;

/// <summary>Event ids 6200–6299.</summary>
internal static partial class Log
{
    [LoggerMessage(6200, LogLevel.Warning, "View {View} of unit {Unit} asks what cannot be answered and shows nothing there: {Code}, {Detail}")]
    public static partial void QuestionRefused(ILogger logger, string view, string unit, string code, string detail);

    [LoggerMessage(6201, LogLevel.Warning, "Connection {Connection} has not taken a message for {Seconds} s and is dropped")]
    public static partial void StalledConnectionDropped(ILogger logger, string connection, double seconds);

    [LoggerMessage(6202, LogLevel.Warning, "Connection {Connection} cannot be told anything and is dropped")]
    public static partial void SendFailed(ILogger logger, string connection, Exception exception);

    [LoggerMessage(6203, LogLevel.Warning, "A connection is refused: {Maximum} are open")]
    public static partial void ConnectionRefused(ILogger logger, int maximum);

    [LoggerMessage(6204, LogLevel.Error, "Following the counts failed; the next second tries again")]
    public static partial void FollowingFailed(ILogger logger, Exception exception);

    [LoggerMessage(6205, LogLevel.Error, "View {View} of unit {Unit} could not be computed; its screens keep what they show")]
    public static partial void ViewFailed(ILogger logger, string view, string unit, Exception exception);

    [LoggerMessage(6206, LogLevel.Error, "The look at sources and connections failed; the next second tries again")]
    public static partial void LookFailed(ILogger logger, Exception exception);
}
