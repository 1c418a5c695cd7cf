using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Publishing.Influx.Reading;

/// <summary>One series of an InfluxDB that counts are published to, by hour or by day.</summary>
/// <param name="Metric">Metric id.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Source">Source id; null = the sum over sources.</param>
/// <param name="ByHour">Hours; else statistical days.</param>
public readonly record struct StoredSeries(string Metric, string Category, string Unit, string? Source, bool ByHour)
{
    /// <summary>The series of a node.</summary>
    public static StoredSeries Of(CountNode node, bool byHour) => new(node.Metric.Id, node.Category.Path, node.Unit.Code, node.Source?.Id, byHour);
}
