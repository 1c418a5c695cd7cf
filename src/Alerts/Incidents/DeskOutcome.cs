namespace Tongbi.Alerts.Incidents;

/// <summary>What became of a person's act on an alert: exactly one of both.</summary>
/// <param name="Step">The transition that was committed.</param>
/// <param name="Refusal">Why there is none.</param>
public readonly record struct DeskOutcome(AlertTransition? Step, DeskRefusal? Refusal);
