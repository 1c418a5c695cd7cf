namespace Tongbi.Collector.Sources.Database;

/// <summary>By what a pull knows which rows are new.</summary>
/// <param name="Column">The column, by which the statement orders its rows.</param>
/// <param name="From">Where the first pull begins.</param>
/// <param name="Overlap">How far each pull goes back behind the watermark for rows whose transactions committed late: a number, or ticks of 100 ns.</param>
public sealed record WatermarkRule(string Column, Watermark From, long Overlap);
