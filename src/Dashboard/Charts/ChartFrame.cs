using SkiaSharp;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Charts;

/// <summary>
/// What every chart has around its figures: paper, title, subtitle, legend, small print and the mark 模拟数据. What does not fit is given up in the order
/// small print, legend, subtitle, so that the figures keep their room.
/// </summary>
internal sealed class ChartFrame
{
    private const float LeastBody = 0.45f;

    private ChartFrame(ChartPen pen, ChartColors colors, WordBook words, float type, SKRect body) =>
        (Pen, Colors, Words, Type, Body) = (pen, colors, words, type, body);

    /// <summary>Writes and draws.</summary>
    public ChartPen Pen { get; }

    /// <summary>The theme.</summary>
    public ChartColors Colors { get; }

    /// <summary>The words of the chart's language.</summary>
    public WordBook Words { get; }

    /// <summary>Type size of labels; everything else is in proportion to it.</summary>
    public float Type { get; }

    /// <summary>What is left for the figures.</summary>
    public SKRect Body { get; }

    /// <summary>Draws the frame.</summary>
    /// <param name="pen">Writes and draws.</param>
    /// <param name="place">The whole chart's place.</param>
    /// <param name="spec">What is said around the figures.</param>
    /// <param name="colors">The theme.</param>
    /// <param name="legend">The signs to explain.</param>
    public static ChartFrame Draw(ChartPen pen, SKRect place, ChartSpec spec, ChartColors colors, IReadOnlyList<LegendEntry> legend)
    {
        WordBook words = ChartWords.Of(spec.Language);
        float type = TypeOf(place);
        float gap = type * 0.45f;
        pen.Fill(place, colors.Paper);
        SKRect inner = SKRect.Inflate(place, -type * 1.1f, -type * 0.9f);
        float markWidth = spec.Simulated ? Badge(pen, inner, words["simulated"], type, colors) : 0;

        float titleSize = type * 1.35f;
        IReadOnlyList<string> title = pen.Wrap(spec.Title, inner.Width - markWidth, 2, titleSize, bold: true);
        float top = inner.Top;
        foreach (string line in title)
        {
            pen.Write(line, inner.Left, top + titleSize, titleSize, colors.Text, bold: true);
            top += titleSize * 1.3f;
        }

        top += type * 0.15f;
        float bottom = inner.Bottom;
        float least = inner.Height * LeastBody;
        float subtitleSize = type;
        IReadOnlyList<string> subtitle = Fits(pen.Wrap(spec.Subtitle, inner.Width - (title.Count == 1 ? markWidth : 0), 2, subtitleSize), subtitleSize * 1.3f, bottom - top - least);
        foreach (string line in subtitle)
        {
            pen.Write(line, inner.Left, top + subtitleSize, subtitleSize, colors.Secondary);
            top += subtitleSize * 1.3f;
        }

        float noteSize = type * 0.82f;
        List<LegendEntry> entries = [.. legend];
        if (spec.ValueUnit.Length > 0)
        {
            entries.Insert(0, new LegendEntry(words.Say("unit", ("unit", spec.ValueUnit)), colors.Tertiary, LegendSign.None));
        }

        top = Legend(pen, new SKRect(inner.Left, top + gap, inner.Right, bottom - least), entries, type * 0.92f, colors) + gap;
        IReadOnlyList<string> note = Fits(pen.Wrap(spec.Footnote, inner.Width, 2, noteSize), noteSize * 1.3f, bottom - top - least);
        bottom -= note.Count * noteSize * 1.3f;
        for (int line = 0; line < note.Count; line++)
        {
            pen.Write(note[line], inner.Left, bottom + ((line + 1) * noteSize * 1.3f), noteSize, colors.Tertiary);
        }

        return new ChartFrame(pen, colors, words, type, new SKRect(inner.Left, top, inner.Right, bottom - (note.Count > 0 ? gap : 0)));
    }

    /// <summary>Writes that there is nothing to draw.</summary>
    public void Empty() => Pen.WriteMiddle(Words["empty"], Body.MidX, Body.MidY, Type * 1.2f, Colors.Tertiary, SKTextAlign.Center);

    /// <summary>Faint words across the whole chart: no cut-out of a simulated chart can pass for a real one.</summary>
    public static void Watermark(ChartPen pen, SKRect place, string text, ChartColors colors)
    {
        float size = TypeOf(place) * 2.6f;
        float width = pen.Width(text, size, bold: true) + (size * 2);
        pen.Canvas.Save();
        pen.Canvas.ClipRect(place);
        pen.Canvas.RotateDegrees(-24, place.MidX, place.MidY);
        float reach = (place.Width + place.Height) / 2;
        int row = 0;
        for (float y = place.MidY - reach; y < place.MidY + reach; y += size * 3, row++)
        {
            for (float x = place.MidX - reach - (row % 2 * width / 2); x < place.MidX + reach; x += width)
            {
                pen.Write(text, x, y, size, colors.Watermark, bold: true);
            }
        }

        pen.Canvas.Restore();
    }

    /// <summary>The size of labels: 12 on a usual picture, smaller on a small one, larger on one for a wall.</summary>
    private static float TypeOf(SKRect place) => 12 * Math.Clamp(Math.Min(place.Width / 680, place.Height / 360), 0.72f, 2.4f);

    private static IReadOnlyList<string> Fits(IReadOnlyList<string> lines, float pitch, float room) => [.. lines.Take((int)Math.Max(0, room / pitch))];

    private static float Badge(ChartPen pen, SKRect inner, string text, float type, ChartColors colors)
    {
        float size = type * 0.95f;
        float width = pen.Width(text, size) + (size * 1.2f);
        SKRect box = new(inner.Right - width, inner.Top, inner.Right, inner.Top + (size * 1.7f));
        pen.Edge(box, colors.Mark, Math.Max(1, type / 12), size * 0.3f);
        pen.WriteMiddle(text, box.MidX, box.MidY, size, colors.Mark, SKTextAlign.Center);
        return width + size;
    }

    private static float Legend(ChartPen pen, SKRect room, IReadOnlyList<LegendEntry> entries, float size, ChartColors colors)
    {
        float pitch = size * 1.5f;
        float sign = size * 1.7f;
        float x = room.Left;
        float y = room.Top;
        bool any = false;
        foreach (LegendEntry entry in entries)
        {
            float signWidth = entry.Sign == LegendSign.None ? 0 : entry.Text.Length > 0 ? sign + (size * 0.4f) : sign;
            string text = pen.Fit(entry.Text, room.Width - signWidth, size);
            float width = signWidth + pen.Width(text, size);
            if (any && x + width > room.Right)
            {
                x = room.Left;
                y += pitch;
            }

            if (y + pitch > room.Bottom)
            {
                return any ? Math.Min(y, room.Bottom) : room.Top;
            }

            Sign(pen, entry, new SKRect(x, y, x + sign, y + pitch), size, colors);
            pen.WriteMiddle(text, x + signWidth, y + (pitch / 2), size, entry.Sign == LegendSign.None ? entry.Color : colors.Secondary);
            x += entry.Text.Length > 0 ? width + (size * (entry.Sign == LegendSign.None ? 0.8f : 1.5f)) : sign + (size * 0.2f);
            any = true;
        }

        return any ? y + pitch : room.Top;
    }

    private static void Sign(ChartPen pen, LegendEntry entry, SKRect box, float size, ChartColors colors)
    {
        float line = Math.Max(1.5f, size * 0.17f);
        switch (entry.Sign)
        {
            case LegendSign.Line:
                pen.Stroke(new SKPoint(box.Left, box.MidY), new SKPoint(box.Right, box.MidY), entry.Color, line);
                break;
            case LegendSign.Dashes:
                for (float left = box.Left; left < box.Right; left += size * 0.65f)
                {
                    pen.Stroke(new SKPoint(left, box.MidY), new SKPoint(Math.Min(left + (size * 0.4f), box.Right), box.MidY), entry.Color, line);
                }

                break;
            case LegendSign.Box:
                pen.Fill(new SKRect(box.Left, box.MidY - (size * 0.4f), box.Right, box.MidY + (size * 0.4f)), entry.Color);
                break;
            case LegendSign.Mark:
                pen.Stroke(new SKPoint(box.MidX, box.MidY - (size * 0.55f)), new SKPoint(box.MidX, box.MidY + (size * 0.55f)), entry.Color, line);
                break;
            case LegendSign.Ring:
                using (SKPaint ring = new() { Color = entry.Color, IsAntialias = true, IsStroke = true, StrokeWidth = line })
                using (SKPaint hole = new() { Color = colors.Paper, IsAntialias = true })
                {
                    pen.Canvas.DrawCircle(box.MidX, box.MidY, size * 0.3f, hole);
                    pen.Canvas.DrawCircle(box.MidX, box.MidY, size * 0.3f, ring);
                }

                break;
        }
    }
}
