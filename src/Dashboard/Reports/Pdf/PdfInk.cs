using SkiaSharp;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Measures and draws text in the shipped fonts. For one document and one thread.</summary>
/// <param name="fonts">The fonts; what they lack is printed as 〓.</param>
internal sealed class PdfInk(ShippedFonts fonts) : IDisposable
{
    private readonly Dictionary<(float Size, bool Bold), SKFont> sizes = [];
    private readonly Dictionary<(int Rune, bool Bold), float> widths = [];
    private readonly SKPaint paint = new() { IsAntialias = true };

    /// <summary>A text as it can be printed.</summary>
    public string Printable(string text) => fonts.Printable(PlainText.Of(text));

    /// <summary>The width of one character in ems.</summary>
    public float WidthOf(int rune, bool bold)
    {
        if (!widths.TryGetValue((rune, bold), out float width))
        {
            width = Font(100, bold).MeasureText(char.ConvertFromUtf32(rune)) / 100;
            widths[(rune, bold)] = width;
        }

        return width;
    }

    /// <summary>The width of a text in points.</summary>
    public float WidthOf(string text, float size, bool bold)
    {
        float width = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            width += WidthOf(rune.Value, bold);
        }

        return width * size;
    }

    /// <summary>Draws a text from a point on its base line.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float baseline, float size, bool bold, SKColor color)
    {
        paint.Color = color;
        canvas.DrawText(text, x, baseline, Font(size, bold), paint);
    }

    /// <summary>Draws a line with room added between its characters, so that it ends at the margin.</summary>
    public void DrawSpread(SKCanvas canvas, string text, float x, float baseline, float size, bool bold, SKColor color, float gap)
    {
        SKFont font = Font(size, bold);
        List<SKPoint> places = new(text.Length);
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            places.Add(new SKPoint(x, baseline));
            x += (WidthOf(rune.Value, bold) * size) + gap;
        }

        using SKTextBlob? blob = SKTextBlob.CreatePositioned(text, font, places.ToArray());
        paint.Color = color;
        canvas.DrawText(blob, 0, 0, paint);
    }

    /// <summary>Draws a bold text as shapes.</summary>
    public void DrawOutlines(SKCanvas canvas, string text, float x, float baseline, float size, SKColor color)
    {
        using SKPath shapes = Font(size, bold: true).GetTextPath(text, new SKPoint(x, baseline));
        paint.Color = color;
        canvas.DrawPath(shapes, paint);
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(SKCanvas canvas, SKRect area, SKColor color)
    {
        paint.Color = color;
        canvas.DrawRect(area, paint);
    }

    /// <summary>The base line of a line of text, from its upper edge: the ink of hanzi sits in its middle.</summary>
    public static float Baseline(float size, float lineHeight) => (lineHeight / 2) + (0.38f * size);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SKFont font in sizes.Values)
        {
            font.Dispose();
        }

        paint.Dispose();
    }

    private SKFont Font(float size, bool bold)
    {
        if (!sizes.TryGetValue((size, bold), out SKFont? font))
        {
            font = new SKFont(bold ? fonts.Bold : fonts.Regular, size) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };
            sizes[(size, bold)] = font;
        }

        return font;
    }
}
