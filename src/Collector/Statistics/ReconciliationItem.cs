namespace Tongbi.Collector.Statistics;

/// <summary>One cell of a reconciliation: what two sources say of the same fact.</summary>
/// <param name="Metric">Metric id.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Key">Only in split answers, as in <see cref="StatisticItem"/>.</param>
/// <param name="Period">What both were read over: of a running period its complete hours, or where one source is not heard that far yet, its complete days.</param>
/// <param name="Counted">The source that counts.</param>
/// <param name="Against">The source held against it.</param>
/// <param name="Difference">The counted figure less the other; null where one is unknown.</param>
/// <param name="Disagree">Whether they differ; null while one of them has not told all of the period.</param>
public sealed record ReconciliationItem(
    string Metric,
    string Unit,
    string Category,
    string? Key,
    StatisticPeriod Period,
    ReconciledSide Counted,
    ReconciledSide Against,
    long? Difference,
    bool? Disagree);
