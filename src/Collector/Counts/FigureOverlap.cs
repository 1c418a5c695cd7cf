using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// A figure that stands over finer figures or events of the same series, which are therefore not counted: the finer ones do not cover
/// the whole of it, or the source sent both the events and their sum.
/// </summary>
/// <param name="Series">The leaf series.</param>
/// <param name="Grain">Grain of the figure that stands.</param>
/// <param name="Start">Start of its bucket in the units of its grain.</param>
/// <param name="Finer">What is set aside beneath it.</param>
public sealed record FigureOverlap(SeriesKey Series, BucketGrain Grain, int Start, IReadOnlyList<SetAside> Finer);
