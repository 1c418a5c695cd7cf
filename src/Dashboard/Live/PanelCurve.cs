namespace Tongbi.Dashboard.Live;

/// <summary>One curve of a trend, or the cells of a heat map.</summary>
/// <param name="Panel">Id of the panel.</param>
/// <param name="Name"><c>current</c> and <c>year</c> (last year's ghost line) of a trend, with a band also <c>expected</c> and <c>upper</c>, <c>heat</c> of a heat map.</param>
/// <param name="Times">The points' times as <c>/api/v1/series</c> gives them; of this year on both curves. Empty for a heat map.</param>
/// <param name="Values">Null = unknown or not yet, 0 = known to be none. A heat map has 168: weekday by weekday from the week's first, each with hours 0–23.</param>
public sealed record PanelCurve(string Panel, string Name, IReadOnlyList<string> Times, IReadOnlyList<decimal?> Values);
