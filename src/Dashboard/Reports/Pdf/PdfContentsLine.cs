using System.Globalization;
using SkiaSharp;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>An entry of the contents: the heading, dots, its page; the whole line leads there.</summary>
/// <param name="text">The heading.</param>
/// <param name="number">The heading's number.</param>
/// <param name="style">The look.</param>
internal sealed class PdfContentsLine(string text, int number, PdfTextStyle style) : PdfBox
{
    private const float Gap = 4;
    private const float DotDistance = 5;

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, PdfInk ink, float top, IReadOnlyDictionary<int, int> pageOf)
    {
        float baseline = top + PdfInk.Baseline(style.Size, style.LineHeight);
        float x = PdfPage.Left + style.FirstIndent;
        float right = PdfPage.Left + PdfPage.TextWidth;
        string page = pageOf[number].ToString(CultureInfo.InvariantCulture);
        float pageAt = right - ink.WidthOf(page, style.Size, style.Bold);
        ink.Draw(canvas, text, x, baseline, style.Size, style.Bold, style.Color);
        ink.Draw(canvas, page, pageAt, baseline, style.Size, style.Bold, style.Color);

        // Drawn, not typed: who copies the line gets the heading and its page.
        float from = x + ink.WidthOf(text, style.Size, style.Bold) + Gap;
        for (float dot = right - 24; dot > from; dot -= DotDistance)
        {
            ink.Fill(canvas, SKRect.Create(dot, baseline - 4, 0.8f, 0.8f), SKColors.Gray);
        }

        canvas.DrawLinkDestinationAnnotation(SKRect.Create(x, top, right - x, Height), PdfOutline.Destination(number));
    }
}
