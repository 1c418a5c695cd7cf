namespace Tongbi.Collector.Bulletins;

/// <summary>A table in the text: lines with one separator and one number of cells.</summary>
/// <param name="Start">Offset of its first line.</param>
/// <param name="End">Offset behind its last line.</param>
/// <param name="Header">The columns.</param>
/// <param name="Rows">The lines below the header.</param>
internal sealed record TableBlock(int Start, int End, IReadOnlyList<TableColumn> Header, IReadOnlyList<IReadOnlyList<TableCell>> Rows);
