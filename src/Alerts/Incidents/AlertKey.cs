namespace Tongbi.Alerts.Incidents;

/// <summary>What can have one open alert at most: a rule at a unit and a category.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path in the metric's tree; empty = all.</param>
public readonly record struct AlertKey(string Rule, string Unit, string Category);
