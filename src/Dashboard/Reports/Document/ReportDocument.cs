namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A whole report as it will be read, without a format: every figure is computed and worded. The four formats only lay it out.</summary>
/// <param name="Head">What it is about and from which data.</param>
/// <param name="Blocks">The content in reading order.</param>
public sealed record ReportDocument(ReportHead Head, IReadOnlyList<ReportBlock> Blocks);
