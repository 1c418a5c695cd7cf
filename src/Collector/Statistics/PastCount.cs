namespace Tongbi.Collector.Statistics;

/// <summary>The count of one past period.</summary>
/// <param name="FromDay">Its first day number.</param>
/// <param name="Hours">Hours counted.</param>
/// <param name="Count">The count; null = not wholly known.</param>
internal readonly record struct PastCount(int FromDay, int Hours, long? Count);
