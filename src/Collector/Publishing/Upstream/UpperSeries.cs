namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>A leaf series of the upper level, in its codes.</summary>
/// <param name="Source">Source id there.</param>
/// <param name="OwnSource">Source id here; null = all sources here are one there.</param>
/// <param name="Metric">Metric id, the same on both levels.</param>
/// <param name="Category">Category path, the same on both levels.</param>
/// <param name="Unit">Unit code there.</param>
internal readonly record struct UpperSeries(string Source, string? OwnSource, string Metric, string Category, string Unit);
