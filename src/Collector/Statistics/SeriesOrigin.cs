namespace Tongbi.Collector.Statistics;

/// <summary>Where the older part of a curve was read, if not from the counts.</summary>
/// <param name="Target">Id of the time-series store in <c>publish.yaml</c>.</param>
/// <param name="Until">What lies before this date is from there.</param>
/// <param name="Version">It has everything up to this version, and may have more; the rest of the answer is of the answer's version.</param>
public sealed record SeriesOrigin(string Target, string Until, long Version);
