namespace Tongbi.Collector.Statistics;

/// <summary>One figure with its comparisons: exactly one item of <c>/api/v1/statistics</c>, of the hub, of a report's table.</summary>
/// <param name="Metric">Metric id.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Source">Source id, or null for the sum over all.</param>
/// <param name="Key">Only in split answers: the child's code or path, or <c>&lt;parent&gt;/~</c> for what stands at the parent itself.</param>
/// <param name="Period">The period asked for.</param>
/// <param name="Value">The figure up to <c>asOf</c>: whole counts for flows and stocks; for a ratio the quotient (0.9312 = 93.12 %), 4 decimals, half away from zero. Null = unknown.</param>
/// <param name="Comparisons">By name as asked: <c>year</c>, <c>previous</c>, …</param>
/// <param name="Quality">What is known about the figure.</param>
public sealed record StatisticItem(
    string Metric,
    string Unit,
    string Category,
    string? Source,
    string? Key,
    StatisticPeriod Period,
    decimal? Value,
    IReadOnlyDictionary<string, StatisticComparison> Comparisons,
    StatisticQuality Quality)
{
    /// <summary>
    /// 日均: the count per statistical day, 2 decimals, half away from zero; of a running period over its complete hours, the last day in proportion to
    /// its hours. Null for stocks and ratios, before a whole day is over, and where the sources left a gap.
    /// </summary>
    public decimal? DailyMean { get; init; }

    /// <summary>The figure and its comparisons as one Chinese sentence; only where it is asked for.</summary>
    public string? Sentence { get; init; }

    /// <summary>The same in English.</summary>
    public string? SentenceEn { get; init; }
}
