namespace Tongbi.Collector.Publishing.Influx;

/// <summary>A sum that is published: a metric at a category and a unit, of one source or of all. By codes, since it may be gone from the catalogue.</summary>
/// <param name="Metric">Metric id.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Source">Source id; null = the sum over all.</param>
/// <param name="IsRatio">Whether it is a ratio, which has comparisons but no counts.</param>
internal readonly record struct SumNode(string Metric, string Category, string Unit, string? Source, bool IsRatio);
