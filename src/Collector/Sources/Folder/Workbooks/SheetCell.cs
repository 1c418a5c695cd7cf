namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>One cell of a row that is not empty.</summary>
/// <param name="Column">Its column, from 0.</param>
/// <param name="Start">Where its text begins among the bytes of the row.</param>
/// <param name="Length">Length of its text in bytes.</param>
/// <param name="Fault">Why it has no value.</param>
internal readonly record struct SheetCell(int Column, int Start, int Length, CellFault Fault);
