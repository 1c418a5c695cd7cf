namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>How a workbook is read.</summary>
/// <param name="Sheet">Name of the sheet; null = the first.</param>
/// <param name="HeaderRow">Number of the row that names the columns (the lower one of two); null = it is found.</param>
/// <param name="TakesFormulas">Whether the last computed value of a formula is taken; else its row is refused.</param>
internal sealed record WorkbookOptions(string? Sheet, int? HeaderRow, bool TakesFormulas);
