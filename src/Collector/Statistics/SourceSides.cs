namespace Tongbi.Collector.Statistics;

/// <summary>One figure as each of two sources tells it.</summary>
/// <param name="CountedSource">Id of the source that counts.</param>
/// <param name="Counted">The figure as that source tells it.</param>
/// <param name="AgainstSource">Id of the source held against it.</param>
/// <param name="Against">The figure as that one tells it.</param>
internal sealed record SourceSides(string CountedSource, Measure Counted, string AgainstSource, Measure Against);
