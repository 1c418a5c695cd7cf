namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>A series of a chart and where its numbers are.</summary>
/// <param name="Title">As the legend has it.</param>
/// <param name="Column">The sheet's column, counted from 0; labels are in column 0.</param>
/// <param name="Values">The numbers, kept in the chart too, for programs that do not calculate.</param>
/// <param name="Color">RRGGBB; empty for an invisible series.</param>
/// <param name="Dashed">Whether its line is broken.</param>
internal sealed record XlsxSeries(string Title, int Column, IReadOnlyList<decimal?> Values, string Color, bool Dashed = false);
