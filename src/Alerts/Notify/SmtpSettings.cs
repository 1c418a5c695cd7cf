using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>The mail server.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port.</param>
/// <param name="Tls">How the connection is secured.</param>
/// <param name="From">Sender's address.</param>
/// <param name="User">Name to sign in with, or null.</param>
/// <param name="Password">Its password, or null.</param>
public sealed record SmtpSettings(string Host, int Port, SmtpTls Tls, string From, string? User, SecretText? Password);
