using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>What a piece of a report is about.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Category">A category of it; its root for all.</param>
public sealed record OutlineSubject(Metric Metric, CategoryNode Category);
