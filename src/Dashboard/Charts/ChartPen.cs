using SkiaSharp;
using Tongbi.Dashboard.Fonts;

namespace Tongbi.Dashboard.Charts;

/// <summary>Writes and draws on one canvas in the shipped fonts. All words of a chart go through it, so that what is measured is what is drawn.</summary>
/// <param name="canvas">The canvas.</param>
/// <param name="fonts">The fonts.</param>
/// <param name="outlines">Whether letters become outlines: for a reader who lacks the font.</param>
internal sealed class ChartPen(SKCanvas canvas, ShippedFonts fonts, bool outlines)
{
    /// <summary>The middle of digits and hanzi above the baseline, as a share of the type size.</summary>
    private const float Middle = 0.37f;

    private const string Ellipsis = "…";

    /// <summary>The canvas.</summary>
    public SKCanvas Canvas => canvas;

    /// <summary>The width of a text.</summary>
    public float Width(string text, float size, bool bold = false)
    {
        using SKFont font = FontOf(size, bold);
        return font.MeasureText(fonts.Printable(text));
    }

    /// <summary>The width of the widest of several texts; 0 for none.</summary>
    public float Widest(IEnumerable<string> texts, float size)
    {
        using SKFont font = FontOf(size, bold: false);
        return texts.Select(text => font.MeasureText(fonts.Printable(text))).DefaultIfEmpty(0).Max();
    }

    /// <summary>Writes one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it begins, has its middle or ends.</param>
    /// <param name="baseline">Where its letters stand.</param>
    /// <param name="size">Type size.</param>
    /// <param name="color">Colour.</param>
    /// <param name="align">Which part of it is at <paramref name="x"/>.</param>
    /// <param name="bold">Weight.</param>
    public void Write(string text, float x, float baseline, float size, SKColor color, SKTextAlign align = SKTextAlign.Left, bool bold = false)
    {
        string printable = fonts.Printable(text);
        using SKFont font = FontOf(size, bold);
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        float left = align == SKTextAlign.Left ? x : x - (font.MeasureText(printable) * (align == SKTextAlign.Center ? 0.5f : 1));
        if (!outlines)
        {
            canvas.DrawText(printable, left, baseline, SKTextAlign.Left, font, paint);
            return;
        }

        using SKPath path = font.GetTextPath(printable, new SKPoint(left, baseline));
        canvas.DrawPath(path, paint);
    }

    /// <summary>Writes one line whose letters have their middle at a height.</summary>
    public void WriteMiddle(string text, float x, float middle, float size, SKColor color, SKTextAlign align = SKTextAlign.Left, bool bold = false) =>
        Write(text, x, middle + (size * Middle), size, color, align, bold);

    /// <summary>Writes lines around a height, one below the other.</summary>
    public void WriteMiddle(IReadOnlyList<string> lines, float x, float middle, float size, SKColor color, SKTextAlign align)
    {
        float pitch = size * 1.2f;
        for (int line = 0; line < lines.Count; line++)
        {
            WriteMiddle(lines[line], x, middle + ((line - ((lines.Count - 1) / 2f)) * pitch), size, color, align);
        }
    }

    /// <summary>The text, or as much of it as a width takes with … behind it.</summary>
    public string Fit(string text, float width, float size, bool bold = false)
    {
        string printable = fonts.Printable(text);
        using SKFont font = FontOf(size, bold);
        return Fit(font, printable, width);
    }

    /// <summary>The text in at most so many lines of a width, broken between words or hanzi; the last one ends with … where more was to come.</summary>
    public IReadOnlyList<string> Wrap(string text, float width, int mostLines, float size, bool bold = false)
    {
        List<string> lines = [];
        string rest = fonts.Printable(text).Trim();
        using SKFont font = FontOf(size, bold);
        while (rest.Length > 0)
        {
            int fits = font.BreakText(rest, width);
            if (fits >= rest.Length || lines.Count == mostLines - 1)
            {
                lines.Add(Fit(font, rest, width));
                break;
            }

            int end = BreakBefore(rest, Math.Max(1, fits));
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        return lines;
    }

    /// <summary>Fills a box.</summary>
    public void Fill(SKRect box, SKColor color, float radius = 0)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        canvas.DrawRoundRect(box, radius, radius, paint);
    }

    /// <summary>Draws the edge of a box.</summary>
    public void Edge(SKRect box, SKColor color, float width, float radius = 0)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = width };
        canvas.DrawRoundRect(box, radius, radius, paint);
    }

    /// <summary>Draws a line.</summary>
    public void Stroke(SKPoint from, SKPoint to, SKColor color, float width)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = width };
        canvas.DrawLine(from, to, paint);
    }

    private static string Fit(SKFont font, string text, float width)
    {
        if (font.MeasureText(text) <= width)
        {
            return text;
        }

        int fits = font.BreakText(text, Math.Max(0, width - font.MeasureText(Ellipsis)));
        if (fits > 0 && char.IsHighSurrogate(text[fits - 1]))
        {
            fits--;
        }

        return text[..fits].TrimEnd() + Ellipsis;
    }

    /// <summary>Where to break a line of at most so many letters: Latin words stay whole where they can, and no closing mark begins a line.</summary>
    private static int BreakBefore(string text, int most)
    {
        int end = most;
        while (end > 1 && (IsInWord(text, end) || "，。、；：！？）》」』】〕”’%‰,.;:!?)".Contains(text[end], StringComparison.Ordinal)))
        {
            end--;
        }

        return end > 1 ? end : most;
    }

    private static bool IsInWord(string text, int index) => IsLatin(text[index]) && IsLatin(text[index - 1]);

    private static bool IsLatin(char letter) => letter < 0x2E80 && !char.IsWhiteSpace(letter) && letter is not '-' and not '/';

    // Metrics that do not depend on the size, and no hinting: a text is as wide on paper as it was measured for.
    private SKFont FontOf(float size, bool bold) => new(bold ? fonts.Bold : fonts.Regular, size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        LinearMetrics = true,
        Subpixel = true,
    };
}
