namespace Tongbi.Dashboard.Reports.Store;

/// <summary>A cell of a published report that would be printed otherwise today.</summary>
/// <param name="Table">The table's id.</param>
/// <param name="Caption">The table's caption.</param>
/// <param name="Row">The row's name, with those above it.</param>
/// <param name="Column">The column's title.</param>
/// <param name="Published">As published; null where the row is new.</param>
/// <param name="Now">As it would be now; null where the row is gone.</param>
internal sealed record ReportFigureChange(string Table, string Caption, string Row, string Column, string? Published, string? Now);
