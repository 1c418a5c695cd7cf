using System.Text.Json.Serialization;

namespace Tongbi.Collector.Statistics;

/// <summary>Curves: the answer of <c>/api/v1/series</c>.</summary>
/// <param name="Version">Version of the data set that every point is of.</param>
/// <param name="Times">Instants with offset at hour grain, dates otherwise.</param>
/// <param name="Series">The curves, each as long as <see cref="Times"/>.</param>
public sealed record SeriesAnswer(long Version, IReadOnlyList<string> Times, IReadOnlyList<SeriesCurve> Series)
{
    /// <summary>Where what lies before the counts' window was read; null = everything is from the counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SeriesOrigin? ReadFrom { get; init; }
}
