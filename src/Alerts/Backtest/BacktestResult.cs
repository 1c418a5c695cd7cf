using NodaTime;

namespace Tongbi.Alerts.Backtest;

/// <summary>What a rule would have raised over a span.</summary>
/// <param name="Version">Version of the data it was evaluated on: what is known today, not what was known then.</param>
/// <param name="From">First moment evaluated.</param>
/// <param name="To">End of the span, exclusive.</param>
/// <param name="Step">Time between two moments.</param>
/// <param name="Evaluations">Moments × instances.</param>
/// <param name="Episodes">In the order of firing.</param>
public sealed record BacktestResult(long Version, Instant From, Instant To, Duration Step, long Evaluations, IReadOnlyList<Episode> Episodes);
