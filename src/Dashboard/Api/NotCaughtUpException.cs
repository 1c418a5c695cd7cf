namespace Tongbi.Dashboard.Api;

/// <summary>The counts have not yet taken in what was committed before the question came; asking again soon will do.</summary>
internal sealed class NotCaughtUpException : Exception
{
    /// <summary>With the usual message.</summary>
    public NotCaughtUpException()
        : base("The counts are still taking in what was just received; ask again in a moment.")
    {
    }

    /// <summary>With a message.</summary>
    public NotCaughtUpException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public NotCaughtUpException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
