namespace Tongbi.Dashboard.Operations;

/// <summary>Something that the operator can put right; its message is the one clear line that a verb ends with.</summary>
public sealed class OperatorException : Exception
{
    /// <summary>Without a message.</summary>
    public OperatorException()
    {
    }

    /// <summary>With a message that says what to do.</summary>
    public OperatorException(string message)
        : base(message)
    {
    }

    /// <summary>With a message that says what to do, and the cause.</summary>
    public OperatorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
