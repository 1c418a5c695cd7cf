using System.Net;

namespace Tongbi.Dashboard.Security;

/// <summary>What security writes to the log: event ids 2000–2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "{User} signed in")]
    public static partial void SignedIn(ILogger logger, string user);

    [LoggerMessage(2001, LogLevel.Warning, "A sign-in from {Address} failed")]
    public static partial void SignInFailed(ILogger logger, IPAddress address);
}
