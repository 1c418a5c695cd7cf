using SkiaSharp;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>A cell, broken into lines.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Alignment">The side that they are set to.</param>
/// <param name="Indent">How far they are set in.</param>
internal sealed record PdfCell(IReadOnlyList<string> Lines, SKTextAlign Alignment, float Indent = 0);
