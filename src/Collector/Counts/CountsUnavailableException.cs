namespace Tongbi.Collector.Counts;

/// <summary>The counts are being built anew after a failure: rather no figure than one that was added in part. Asking again soon will do.</summary>
public sealed class CountsUnavailableException : Exception
{
    /// <summary>With the usual message.</summary>
    public CountsUnavailableException()
        : base("The counts are being built anew after a failure; ask again in a moment.")
    {
    }

    /// <summary>With a message.</summary>
    public CountsUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public CountsUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
