namespace Tongbi.Collector.Statistics;

/// <summary>One curve.</summary>
/// <param name="Metric">Metric id.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Source">Source id, or null for all.</param>
/// <param name="Key">Only in split answers; see <see cref="StatisticItem.Key"/>.</param>
/// <param name="Values">Null = unknown, 0 = known to be none.</param>
public sealed record SeriesCurve(string Metric, string Unit, string Category, string? Source, string? Key, IReadOnlyList<decimal?> Values);
