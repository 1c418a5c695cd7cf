namespace Tongbi.Dashboard.Reports.Store;

/// <summary>The file of reports cannot be used.</summary>
public sealed class ReportStoreException : Exception
{
    /// <summary>Without details.</summary>
    public ReportStoreException()
        : this("The file of reports cannot be used.")
    {
    }

    /// <summary>With a message.</summary>
    public ReportStoreException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ReportStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
