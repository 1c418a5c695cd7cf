using SkiaSharp;
using Tongbi.Dashboard.Charts;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>Draws a frame with a curve in it, fast and without words: enough for the formats, which only place pictures.</summary>
internal sealed class PlainPainter : IChartPainter
{
    public int Drawn { get; private set; }

    public ReadOnlyMemory<byte> Png(ChartSpec spec, ChartSize size, ChartTheme theme)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo((int)(size.Width * size.Scale), (int)(size.Height * size.Scale)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(size.Scale);
        Draw(surface.Canvas, SKRect.Create(size.Width, size.Height), spec, theme);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public ReadOnlyMemory<byte> Svg(ChartSpec spec, ChartSize size, ChartTheme theme) => "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray();

    public void Draw(SKCanvas canvas, SKRect rectangle, ChartSpec spec, ChartTheme theme)
    {
        Drawn++;
        using SKPaint pen = new() { Color = SKColors.SteelBlue, IsStroke = true, StrokeWidth = 1.5f, IsAntialias = true };
        canvas.DrawRect(rectangle, pen);
        SKPoint[] points = [.. Enumerable.Range(0, 20).Select(place => new SKPoint(rectangle.Left + (rectangle.Width * place / 19), rectangle.MidY + (rectangle.Height / 3 * MathF.Sin(place))))];
        canvas.DrawPoints(SKPointMode.Polygon, points, pen);
    }
}
