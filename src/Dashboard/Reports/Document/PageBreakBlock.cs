namespace Tongbi.Dashboard.Reports.Document;

/// <summary>What follows begins on a new page.</summary>
public sealed record PageBreakBlock : ReportBlock;
