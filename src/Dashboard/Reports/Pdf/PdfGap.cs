using SkiaSharp;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Room; none at the head of a page.</summary>
internal sealed class PdfGap : PdfBox
{
    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, PdfInk ink, float top, IReadOnlyDictionary<int, int> pageOf)
    {
        // It is the absence of anything.
    }
}
