using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Ingest;

/// <summary>A line of a code table, bound to the catalogue in force. A target that is no longer there leaves the code unmapped.</summary>
/// <param name="FromDay">First day number on which it holds.</param>
/// <param name="ToDay">Day number from which it no longer holds.</param>
/// <param name="Unit">Tables of units: the unit.</param>
/// <param name="Metric">Tables of categories: the metric that the code chooses; null = the record's.</param>
/// <param name="Category">Tables of categories: the category.</param>
/// <param name="IsIgnored">Whether the table says that it is not counted.</param>
/// <param name="IsShared">Whether another code stands for the same on some of its dates.</param>
internal sealed record BoundCode(int FromDay, int ToDay, UnitNode? Unit, MetricEntry? Metric, CategoryNode? Category, bool IsIgnored, bool IsShared);
