namespace Tongbi.Dashboard.Charts;

/// <summary>One row of a ranking or one part of a whole.</summary>
/// <param name="Label">Its name, as 浮云所.</param>
/// <param name="Value">Its value; null = unknown.</param>
/// <param name="Text">The words beside the bar, as <c>12 ↑ 20.00%</c>.</param>
/// <param name="Base">The value it is compared with, drawn as a thin mark; null = none.</param>
public sealed record BarRow(string Label, decimal? Value, string Text, decimal? Base = null);
