namespace Tongbi.Collector.Statistics;

/// <summary>What is known about a figure.</summary>
/// <param name="State"><c>complete</c>; <c>provisional</c> (the period is still running, or its last stock is not due yet); <c>partial</c> (a source left a gap); <c>unknown</c>.</param>
/// <param name="MissingSources">Authoritative sources whose coverage leaves a gap in the period.</param>
/// <param name="Coarsest">Coarsest grain that went in, or through which a nothing is known: <c>hour day month year</c>.</param>
public sealed record StatisticQuality(string State, IReadOnlyList<string> MissingSources, string Coarsest)
{
    /// <summary>
    /// 补录: records of the period, as it is now told, that were first recorded later than the end of their statistical day and the time that their
    /// source may be late. What occurred before the source's first delivery is history, not late. Null where the figure is unknown.
    /// </summary>
    public long? LateEntries { get; init; }

    /// <summary>
    /// 改判: records now counted in the period that a revision moved between categories, units or metrics since they were first recorded; of a ratio,
    /// as of <see cref="LateEntries"/>, those of both its parts. Null where the figure is unknown.
    /// </summary>
    public long? Reclassified { get; init; }

    /// <summary>
    /// Whether two sources that tell the same fact (a metric's <c>reconcile</c>) differ here: over the complete hours, or where one of them is not heard
    /// that far yet, the complete days. Null where the metric has no such two, or while one of them has not told all.
    /// </summary>
    public bool? Disagreement { get; init; }

    /// <summary>The weakest seal among the months of the period, <c>open closed locked</c>, where any of them is closed or locked; null where none is.</summary>
    public string? Sealed { get; init; }
}
