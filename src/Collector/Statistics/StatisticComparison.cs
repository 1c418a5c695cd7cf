namespace Tongbi.Collector.Statistics;

/// <summary>A figure held against another period's. Never an invented number: what cannot be compared says why in <see cref="Reason"/>.</summary>
/// <param name="Period">The other side's period.</param>
/// <param name="Current">This side's count over what is compared: the complete hours of a running period, else the value itself.</param>
/// <param name="Value">The other side's count (base).</param>
/// <param name="Change">Current − base.</param>
/// <param name="Rate">(current − base) / base, exact arithmetic, rounded half away from zero to 4 decimals; null where there is none.</param>
/// <param name="Percent">The rate with 2 decimals and its sign, minus as U+2212, e.g. <c>+25.06%</c>; for ratios the points with 百分点 left to <see cref="Text"/>.</param>
/// <param name="Points">Ratios only: difference in percentage points 百分点, 2 decimals.</param>
/// <param name="Text">The office's Chinese wording, e.g. 同比上升25.06%.</param>
/// <param name="TextEn">English wording.</param>
/// <param name="RateRatio">Exact two-sided comparison of two Poisson counts; null where it does not apply.</param>
/// <param name="Comparable">Whether both sides are known at a fit grain.</param>
/// <param name="Reason">Null, or one of <c>no_base zero_base negative_base coarse_base no_counterpart no_current not_a_count</c>.</param>
/// <param name="Marks">Cautions for display (<see cref="ComparisonMarks"/>): <c>small_base</c>, <c>normal</c>, <c>significant</c>, …; empty when none.</param>
public sealed record StatisticComparison(
    StatisticPeriod? Period,
    decimal? Current,
    decimal? Value,
    decimal? Change,
    decimal? Rate,
    string? Percent,
    decimal? Points,
    string Text,
    string TextEn,
    RateRatio? RateRatio,
    bool Comparable,
    string? Reason,
    IReadOnlyList<string> Marks)
{
    /// <summary>The marks' Chinese words: 基数较小, 正常波动, 显著, 口径变动, …</summary>
    public IReadOnlyList<string> MarkTexts => ComparisonMarks.Words(Marks, Wording.Chinese);

    /// <summary>The marks' English words.</summary>
    public IReadOnlyList<string> MarkTextsEn => ComparisonMarks.Words(Marks, Wording.English);

    /// <summary>
    /// Wheeler's 2(√now − √then), with the base first brought to this side's exposure: 2(√x − √(y·t/u)) for x in t hours against y in u hours, which for
    /// equal hours is his figure itself. Beyond ±3 he takes notice. The marks come from the exact test, which also knows that the base is uncertain. Null for
    /// stocks, ratios and negative counts.
    /// </summary>
    public double? Wheeler { get; init; }

    /// <summary>日均 of the other side: its count per statistical day, 2 decimals, half away from zero; see <see cref="StatisticItem.DailyMean"/>.</summary>
    public decimal? BaseDailyMean { get; init; }

    /// <summary>What changed in the definition between the two sides, e.g. 口径变动:2026-01-01起新增高空抛物.</summary>
    public string? Note { get; init; }

    /// <summary>The same in English.</summary>
    public string? NoteEn { get; init; }

    /// <summary>Only for <c>year-lunar</c>: the window around Spring Festival.</summary>
    public ComparisonWindow? Window { get; init; }

    /// <summary>Only against an expectation: how many past periods it was made from.</summary>
    public int? Samples { get; init; }

    /// <summary>Only against a detector: the limit above which it alarms; null where it has none.</summary>
    public double? UpperBound { get; init; }

    /// <summary>Only against a detector: its score, as <c>/api/v1/aberrations</c> defines it.</summary>
    public double? Score { get; init; }

    /// <summary>Only against a detector: whether it alarms.</summary>
    public bool? Alarm { get; init; }
}
