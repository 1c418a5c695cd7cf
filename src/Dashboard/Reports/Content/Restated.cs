using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>A figure of an earlier report that is no longer what was published.</summary>
/// <param name="Period">The earlier report's period.</param>
/// <param name="Metric">The metric, of the report's unit as a whole.</param>
/// <param name="Old">As published; null = it was unknown.</param>
/// <param name="New">As known at this report's version.</param>
/// <param name="PublishedOn">Date of publication, ISO 8601.</param>
internal sealed record Restated(string Period, Metric Metric, decimal? Old, decimal? New, string PublishedOn);
