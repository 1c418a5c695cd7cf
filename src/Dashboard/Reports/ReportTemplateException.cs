namespace Tongbi.Dashboard.Reports;

/// <summary>An office's template cannot be used; the message says why, for the person who put it there.</summary>
public sealed class ReportTemplateException : Exception
{
    /// <summary>A template that cannot be used.</summary>
    public ReportTemplateException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
