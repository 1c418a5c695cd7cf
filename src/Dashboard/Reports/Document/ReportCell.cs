namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A cell: what is printed, and the number behind it where there is one.</summary>
/// <param name="Text">As printed in every format, in the words of the statistics: <c>+25.06%</c>, <c>—</c>, <c>&lt;5</c>.</param>
/// <param name="Value">The number for a typed cell; null for words, for the unknown and for the withheld, which must not be written anywhere.</param>
public sealed record ReportCell(string Text, decimal? Value = null);
