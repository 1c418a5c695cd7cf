using NodaTime;

namespace Tongbi.Dashboard.Demo;

/// <summary>Event ids 3900–3949.</summary>
internal static partial class Log
{
    [LoggerMessage(3900, LogLevel.Information, "Simulated data: posting {From} to {To}; the founding figures are those of period {Period}")]
    public static partial void DemoBegins(ILogger logger, Instant from, Instant to, string period);

    [LoggerMessage(3901, LogLevel.Information, "Simulated data: {Sent} {What} posted")]
    public static partial void DemoProgress(ILogger logger, int sent, string what);

    [LoggerMessage(3902, LogLevel.Information, "Simulated data: caught up with {Events} events and {Figures} figures in {Seconds:0.0} s; going on live")]
    public static partial void DemoCaughtUp(ILogger logger, int events, int figures, double seconds);

    [LoggerMessage(3903, LogLevel.Warning, "Simulated data: {Path} answered {Status}; trying again")]
    public static partial void DemoWaits(ILogger logger, string path, int status);

    [LoggerMessage(3904, LogLevel.Warning, "Simulated data: {Path} cannot be reached ({Reason}); trying again")]
    public static partial void DemoCannotReach(ILogger logger, string path, string reason);

    [LoggerMessage(3905, LogLevel.Warning, "Simulated data: {Count} records rejected by {Path}, the first with code {Code}")]
    public static partial void DemoRejected(ILogger logger, int count, string path, string? code);

    [LoggerMessage(3906, LogLevel.Error, "Simulated data: stopped, {Reason}")]
    public static partial void DemoRefused(ILogger logger, string reason);

    [LoggerMessage(3907, LogLevel.Information, "Simulated data: ended, the catalogue in force is no demo catalogue any more")]
    public static partial void DemoOver(ILogger logger);
}
