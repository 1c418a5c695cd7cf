namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>A column of the numbers behind a chart.</summary>
/// <param name="Id">Stable, ASCII.</param>
/// <param name="Title">As the chart's legend has it.</param>
internal readonly record struct ChartColumn(string Id, string Title);
