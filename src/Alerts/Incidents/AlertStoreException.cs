namespace Tongbi.Alerts.Incidents;

/// <summary>The alerts' file cannot be used; the message says what to do.</summary>
public sealed class AlertStoreException : Exception
{
    /// <summary>Without details.</summary>
    public AlertStoreException()
        : this("The alerts' file cannot be used.")
    {
    }

    /// <summary>With the reason and the remedy.</summary>
    public AlertStoreException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public AlertStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
