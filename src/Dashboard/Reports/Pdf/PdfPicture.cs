using SkiaSharp;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>A chart, drawn with lines and letters, not with dots.</summary>
/// <param name="painter">Draws it.</param>
/// <param name="spec">What it says.</param>
internal sealed class PdfPicture(IChartPainter painter, ChartSpec spec) : PdfBox
{
    /// <summary>Points for one unit of the chart's layout.</summary>
    public const float Scale = PdfPage.TextWidth / ChartLayout.Width;

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, PdfInk ink, float top, IReadOnlyDictionary<int, int> pageOf)
    {
        using SKAutoCanvasRestore kept = new(canvas);
        canvas.Translate(PdfPage.Left, top);
        canvas.Scale(Scale);
        painter.Draw(canvas, SKRect.Create(ChartLayout.Width, Height / Scale), spec, ChartTheme.Light);
    }
}
