namespace Tongbi.Dashboard.Reports.Content;

/// <summary>The three spans that a report has counts of.</summary>
internal enum ReportSpan
{
    /// <summary>本期.</summary>
    Current,

    /// <summary>上年同期.</summary>
    Year,

    /// <summary>上期.</summary>
    Previous,
}
