namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A piece of a report.</summary>
public abstract record ReportBlock;
