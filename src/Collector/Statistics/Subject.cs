using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Statistics;

/// <summary>One line of an answer: what is counted, under the names it is printed with.</summary>
/// <param name="Metric">The metric asked for.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path.</param>
/// <param name="Source">Source id, or null for all.</param>
/// <param name="Key">Key in a split answer.</param>
/// <param name="Measure">How it is read.</param>
/// <param name="OnlyIfAny">Whether the line is left out when nothing stands there: what stands at a parent itself.</param>
internal sealed record Subject(Metric Metric, string Unit, string Category, string? Source, string? Key, Measure Measure, bool OnlyIfAny = false)
{
    /// <summary>The line as each of two sources tells it that tell the same fact; null where the metric has no such two.</summary>
    public SourceSides? Sides { get; init; }
}
