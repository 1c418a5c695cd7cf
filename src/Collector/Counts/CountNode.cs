using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Counts;

/// <summary>A question's place in the cube: all below the category and below the unit are included.</summary>
/// <param name="Metric">A flow or a stock.</param>
/// <param name="Category">A node of the metric's own tree.</param>
/// <param name="Unit">A unit of the catalogue.</param>
/// <param name="Source">One source, or null for the sum over all that are counted (<see cref="Metric.CountedSources"/>).</param>
public readonly record struct CountNode(Metric Metric, CategoryNode Category, UnitNode Unit, SourceSystem? Source);
