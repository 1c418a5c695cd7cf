using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Statistics;

/// <summary>One of many places that a question asks for at once.</summary>
/// <param name="Unit">The unit, with all below it.</param>
/// <param name="Category">Category path in the metrics' own trees; empty = all.</param>
public readonly record struct StatisticPlace(UnitNode Unit, string Category);
