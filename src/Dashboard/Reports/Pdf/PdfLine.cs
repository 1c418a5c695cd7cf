using SkiaSharp;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>A line of text.</summary>
/// <param name="text">The words.</param>
/// <param name="style">The look.</param>
/// <param name="indent">How far it is set in.</param>
/// <param name="isLast">Whether the paragraph ends with it, so that it is not spread.</param>
internal sealed class PdfLine(string text, PdfTextStyle style, float indent, bool isLast) : PdfBox
{
    /// <summary>More than this between two characters looks like holes; then the line stays short.</summary>
    private const float WidestGap = 0.25f;

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, PdfInk ink, float top, IReadOnlyDictionary<int, int> pageOf)
    {
        float width = ink.WidthOf(text, style.Size, style.Bold);
        float room = PdfPage.TextWidth - indent;
        float baseline = top + PdfInk.Baseline(style.Size, style.LineHeight);
        float x = PdfPage.Left + (style.Alignment switch
        {
            SKTextAlign.Center => (PdfPage.TextWidth - width) / 2,
            SKTextAlign.Right => PdfPage.TextWidth - width,
            _ => indent,
        });
        int gaps = text.EnumerateRunes().Count() - 1;
        float gap = gaps > 0 ? (room - width) / gaps : 0;
        if (style.Justified && !isLast && gap > 0.001f && gap < WidestGap * style.Size)
        {
            ink.DrawSpread(canvas, text, x, baseline, style.Size, style.Bold, style.Color, gap);
        }
        else
        {
            ink.Draw(canvas, text, x, baseline, style.Size, style.Bold, style.Color);
        }
    }
}
