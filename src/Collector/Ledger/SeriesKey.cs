namespace Tongbi.Collector.Ledger;

/// <summary>What a stored count is of: the leaf series, by the catalogue's codes (which outlive any one catalogue).</summary>
/// <param name="Source">Source id.</param>
/// <param name="Metric">Metric id.</param>
/// <param name="Category">Category path; empty = uncategorised.</param>
/// <param name="Unit">Unit code.</param>
public readonly record struct SeriesKey(string Source, string Metric, string Category, string Unit);
