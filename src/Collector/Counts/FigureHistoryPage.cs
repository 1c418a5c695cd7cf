namespace Tongbi.Collector.Counts;

/// <summary>A page of a figure's history.</summary>
/// <param name="Version">The version up to which the log was read.</param>
/// <param name="Steps">Newest first.</param>
/// <param name="IsMore">Whether there are older ones: ask again before the version of the last.</param>
public sealed record FigureHistoryPage(long Version, IReadOnlyList<FigureStep> Steps, bool IsMore);
