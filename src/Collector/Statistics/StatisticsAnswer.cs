namespace Tongbi.Collector.Statistics;

/// <summary>The whole answer of <c>/api/v1/statistics</c>.</summary>
/// <param name="Version">Version of the data set that every figure is of.</param>
/// <param name="AsOf">The instant it is answered for, RFC 3339 with the office's offset.</param>
/// <param name="Items">One per metric, period and child.</param>
public sealed record StatisticsAnswer(long Version, string AsOf, IReadOnlyList<StatisticItem> Items);
