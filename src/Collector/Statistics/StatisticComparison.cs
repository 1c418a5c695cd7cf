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
/// <param name="Reason">Null, or one of <c>no_base zero_base negative_base coarse_base no_counterpart no_current</c>.</param>
/// <param name="Marks">Cautions for display: <c>small_base</c> (基数较小), <c>partial_base</c>, …; empty when none.</param>
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
    IReadOnlyList<string> Marks);
