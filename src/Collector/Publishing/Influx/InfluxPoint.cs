namespace Tongbi.Collector.Publishing.Influx;

/// <summary>Names a point of <c>statistic_day</c> that may hold fields which have no value any more.</summary>
/// <param name="Metric">Tag.</param>
/// <param name="Category">Tag.</param>
/// <param name="Unit">Tag.</param>
/// <param name="Second">Its time, Unix seconds.</param>
/// <param name="Absent">The fields it must not hold.</param>
internal readonly record struct InfluxPoint(string Metric, string Category, string Unit, long Second, IReadOnlyList<string> Absent);
