namespace Tongbi.Collector.Ledger;

/// <summary>The ledger cannot take a write now; nothing of it was kept and it may be sent again.</summary>
public sealed class LedgerUnavailableException : Exception
{
    /// <summary>Without a message.</summary>
    public LedgerUnavailableException()
    {
    }

    /// <summary>With a message that says what the operator can do.</summary>
    public LedgerUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    public LedgerUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
