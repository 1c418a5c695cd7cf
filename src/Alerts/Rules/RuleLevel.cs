using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Rules;

/// <summary>One level of a rule.</summary>
/// <param name="Severity">The level.</param>
/// <param name="Threshold">It is reached strictly beyond this.</param>
/// <param name="Clear">It is left once the figure is back at or within this; between the two nothing changes.</param>
public sealed record RuleLevel(Severity Severity, decimal Threshold, decimal Clear);
