namespace Tongbi.Alerts.Notify;

/// <summary>How the connection to the mail server is secured.</summary>
public enum SmtpTls
{
    /// <summary>Not at all: for a server on the same machine or a protected line.</summary>
    None,

    /// <summary>By STARTTLS, which must succeed.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,
}
