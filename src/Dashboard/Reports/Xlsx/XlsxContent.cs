using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>A sheet and what is on it.</summary>
/// <param name="Sheet">Its name.</param>
/// <param name="Caption">In words.</param>
/// <param name="Block">The table or the chart; null for the report's text.</param>
internal sealed record XlsxContent(string Sheet, string Caption, ReportBlock? Block);
