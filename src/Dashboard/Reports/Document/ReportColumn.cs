namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A column of a table.</summary>
/// <param name="Id">Stable, ASCII: the CSV's header.</param>
/// <param name="Title">As printed.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Weight">Its width relative to the others.</param>
public sealed record ReportColumn(string Id, string Title, CellKind Kind, double Weight = 1);
