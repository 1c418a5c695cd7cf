using NodaTime;

namespace Tongbi.Alerts.Backtest;

/// <summary>A rule's figure of one unit and category at a past moment.</summary>
/// <param name="At">The moment; nothing of its hour or later is in the figure.</param>
/// <param name="Value">The rule's statistic, as it is held against the threshold; null where there is none.</param>
/// <param name="Base">What the period's count is compared with; null where there is none.</param>
public sealed record RulePoint(Instant At, decimal? Value, decimal? Base);
