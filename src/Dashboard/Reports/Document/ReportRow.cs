namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A row of a table.</summary>
/// <param name="Cells">One for each column.</param>
/// <param name="Level">How deep it is indented: 0 for the outermost.</param>
/// <param name="IsTotal">Whether it is a sum 合计, set off from the others.</param>
public sealed record ReportRow(IReadOnlyList<ReportCell> Cells, int Level = 0, bool IsTotal = false);
