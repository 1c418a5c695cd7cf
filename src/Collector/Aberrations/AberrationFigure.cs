namespace Tongbi.Collector.Aberrations;

/// <summary>One point of <c>/api/v1/aberrations</c>; null where the method has none.</summary>
/// <param name="Time">First statistical date of the bucket.</param>
/// <param name="Observed">The count; a running bucket counts up to now; null = unknown.</param>
/// <param name="Expected">What the method expected.</param>
/// <param name="UpperBound">The limit above which it alarms; CUSUM has none.</param>
/// <param name="Score">See <see cref="AberrationPoint.Score"/>.</param>
/// <param name="Alarm">Whether it alarms; false also where it has no result for a known count, null where the count is unknown.</param>
public sealed record AberrationFigure(string Time, decimal? Observed, double? Expected, double? UpperBound, double? Score, bool? Alarm);
