using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Backtest;

/// <summary>The figure of one alert at one moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Figures">What the rule judged then, from what is known today.</param>
public sealed record CurvePoint(Instant At, AlertFigures Figures);
