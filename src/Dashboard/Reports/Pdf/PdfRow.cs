using SkiaSharp;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>A row of a table with its lines around it.</summary>
/// <param name="cells">The cells.</param>
/// <param name="style">Size and weight.</param>
/// <param name="edges">Where columns begin and end, from the left edge of the text; one more than columns.</param>
/// <param name="shade">The ground, or none.</param>
/// <param name="role">Which of its horizontal lines are thick.</param>
internal sealed class PdfRow(IReadOnlyList<PdfCell> cells, PdfTextStyle style, float[] edges, SKColor? shade, PdfRowRole role) : PdfBox
{
    /// <summary>Between a line and the text beside it.</summary>
    public const float Padding = 3.5f;

    private const float Thick = 1.2f;
    private const float Thin = 0.4f;
    private static readonly SKColor thinInk = new(0x80, 0x80, 0x80);

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, PdfInk ink, float top, IReadOnlyDictionary<int, int> pageOf)
    {
        float left = PdfPage.Left + edges[0];
        float width = edges[^1] - edges[0];
        if (shade is { } ground)
        {
            ink.Fill(canvas, SKRect.Create(left, top, width, Height), ground);
        }

        for (int column = 0; column < cells.Count; column++)
        {
            float from = PdfPage.Left + edges[column] + Padding;
            float to = PdfPage.Left + (cells.Count == 1 ? edges[^1] : edges[column + 1]) - Padding;
            Text(canvas, ink, cells[column], from, to, top);
            if (column > 0)
            {
                ink.Fill(canvas, SKRect.Create(PdfPage.Left + edges[column] - (Thin / 2), top, Thin, Height), thinInk);
            }
        }

        Line(canvas, ink, left, width, top, role == PdfRowRole.Header);
        Line(canvas, ink, left, width, top + Height, role == PdfRowRole.Last);
    }

    private void Text(SKCanvas canvas, PdfInk ink, PdfCell cell, float from, float to, float top)
    {
        float y = top + ((Height - (cell.Lines.Count * style.LineHeight)) / 2) + PdfInk.Baseline(style.Size, style.LineHeight);
        foreach (string line in cell.Lines)
        {
            float width = ink.WidthOf(line, style.Size, style.Bold);
            float x = cell.Alignment switch
            {
                SKTextAlign.Right => to - width,
                SKTextAlign.Center => from + ((to - from - width) / 2),
                _ => from + cell.Indent,
            };
            ink.Draw(canvas, line, x, y, style.Size, style.Bold, style.Color);
            y += style.LineHeight;
        }
    }

    private static void Line(SKCanvas canvas, PdfInk ink, float left, float width, float y, bool thick)
    {
        float wide = thick ? Thick : Thin;
        ink.Fill(canvas, SKRect.Create(left, y - (wide / 2), width, wide), thick ? SKColors.Black : thinInk);
    }
}
