namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A chart with its caption.</summary>
/// <param name="Id">Stable within the report.</param>
/// <param name="Caption">With its number, as 图1 日警情走势.</param>
/// <param name="Spec">What it says.</param>
/// <param name="HeightShare">Height over width, 0.3 to 1.</param>
public sealed record ChartBlock(string Id, string Caption, Charts.ChartSpec Spec, double HeightShare = 0.5) : ReportBlock;
