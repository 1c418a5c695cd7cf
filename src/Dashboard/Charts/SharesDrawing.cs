using System.Globalization;
using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>Draws <see cref="SharesSpec"/> as one bar, as on the wall, with a line of words for each part.</summary>
internal static class SharesDrawing
{
    /// <summary>More tones could not be told apart.</summary>
    private const int MostParts = 8;

    /// <summary>Draws the bar and the words; the parts beyond eight, or beyond the room, are one.</summary>
    public static void Draw(ChartFrame frame, SharesSpec spec)
    {
        if (spec.Parts.Count == 0)
        {
            frame.Empty();
            return;
        }

        float type = frame.Type;
        SKRect body = frame.Body;
        float barHeight = Math.Min(type * 2.6f, body.Height * 0.22f);
        float listTop = body.Top + barHeight + (type * 0.9f);
        int columns = spec.Parts.Count > 4 && body.Width > type * 40 ? 2 : 1;
        int perColumn = (int)Math.Max(1, (body.Bottom - listTop) / (type * 1.5f));
        (IReadOnlyList<BarRow> parts, bool rest) = Cap(frame, spec.Parts, Math.Min(MostParts, perColumn * columns));
        DrawBar(frame, parts, rest, new SKRect(body.Left, body.Top, body.Right, body.Top + barHeight));

        int lines = (parts.Count + columns - 1) / columns;
        float pitch = Math.Min(type * 2.4f, (body.Bottom - listTop) / lines);
        float width = (body.Width - ((columns - 1) * type * 2)) / columns;
        float side = type * 0.9f;
        float textWidth = Math.Min(width * 0.5f, frame.Pen.Widest(parts.Select(part => part.Text), type));
        float nameWidth = Math.Min(width - side - (type * 1.8f) - textWidth, frame.Pen.Widest(parts.Select(part => part.Label), type));
        for (int index = 0; index < parts.Count; index++)
        {
            float left = body.Left + (index / lines * (width + (type * 2)));
            float middle = listTop + (((index % lines) + 0.5f) * pitch);
            frame.Pen.Fill(new SKRect(left, middle - (side / 2), left + side, middle + (side / 2)), ColorOf(frame, index, rest && index == parts.Count - 1), type * 0.12f);
            float nameLeft = left + side + (type * 0.6f);
            IReadOnlyList<string> name = pitch >= type * 2.3f ? frame.Pen.Wrap(parts[index].Label, nameWidth, 2, type) : [frame.Pen.Fit(parts[index].Label, nameWidth, type)];
            frame.Pen.WriteMiddle(name, nameLeft, middle, type, frame.Colors.Text, SKTextAlign.Left);
            frame.Pen.WriteMiddle(frame.Pen.Fit(parts[index].Text, textWidth, type), nameLeft + nameWidth + (type * 1.2f) + textWidth, middle, type, frame.Colors.Secondary, SKTextAlign.Right);
        }
    }

    private static void DrawBar(ChartFrame frame, IReadOnlyList<BarRow> parts, bool rest, SKRect place)
    {
        double total = (double)parts.Sum(part => Math.Max(0, part.Value ?? 0));
        if (total == 0)
        {
            frame.Pen.Edge(place, frame.Colors.Line, Math.Max(1, frame.Type / 12));
            return;
        }

        using PlotArea area = new(place, 0, total, -0.5, 0.5);
        double from = 0;
        double gap = Math.Min(total / 200, total / place.Width * Math.Max(1, frame.Type / 12));
        for (int index = 0; index < parts.Count; index++)
        {
            double to = from + (double)Math.Max(0, parts[index].Value ?? 0);
            if (to > from)
            {
                area.Bar(0, from, to - from > 3 * gap ? to - gap : to, 1, ColorOf(frame, index, rest && index == parts.Count - 1));
            }

            from = to;
        }

        area.Render(frame.Pen.Canvas);
    }

    private static SKColor ColorOf(ChartFrame frame, int index, bool rest) => rest ? frame.Colors.Rest : frame.Colors.Tones[index % frame.Colors.Tones.Count];

    private static (IReadOnlyList<BarRow> Parts, bool HasRest) Cap(ChartFrame frame, IReadOnlyList<BarRow> parts, int most)
    {
        if (parts.Count <= most)
        {
            return (parts, false);
        }

        int shown = Math.Max(0, most - 1);
        BarRow[] others = [.. parts.Skip(shown)];
        decimal rest = others.Sum(part => part.Value ?? 0);
        decimal total = parts.Sum(part => part.Value ?? 0);
        string share = total > 0 ? " " + Math.Round(rest / total * 100, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture) + "%" : "";
        BarRow row = new(frame.Words.Say("rest", ("n", others.Length.ToString(CultureInfo.InvariantCulture))), rest, ChartNumber.Text(rest) + share);
        return ([.. parts.Take(shown), row], true);
    }
}
