namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>A row of the numbers behind a chart.</summary>
/// <param name="Label">The place on the axis, the bar, the part.</param>
/// <param name="Values">One for each column; null = unknown.</param>
internal readonly record struct ChartRow(string Label, IReadOnlyList<decimal?> Values);
