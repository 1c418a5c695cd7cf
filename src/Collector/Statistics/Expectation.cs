namespace Tongbi.Collector.Statistics;

/// <summary>What past periods let expect.</summary>
/// <param name="Value">The expected count, unrounded.</param>
/// <param name="Samples">How many past periods it was made from.</param>
/// <param name="UpperBound">The limit above which the method alarms; null where it has none.</param>
/// <param name="Score">The method's score; null where it has none.</param>
/// <param name="Alarm">Whether it alarms; null where the method is a mean only.</param>
/// <param name="RateRatio">The exact test against the pooled past periods; null where the base is a model's.</param>
internal sealed record Expectation(decimal Value, int Samples, double? UpperBound, double? Score, bool? Alarm, RateRatio? RateRatio);
