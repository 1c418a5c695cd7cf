using System.Globalization;
using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>Draws <see cref="SmallMultiplesSpec"/>: small curves in a grid, all on one scale, so that heights can be compared across them.</summary>
internal static class MultiplesDrawing
{
    /// <summary>The signs of the first curve stand for all.</summary>
    public static IReadOnlyList<LegendEntry> Legend(SmallMultiplesSpec spec, ChartColors colors) => spec.Panels is [{ } first, ..] ? TrendDrawing.Legend(first, colors) : [];

    /// <summary>Draws the curves; those that have no room are counted in the last place.</summary>
    public static void Draw(ChartFrame frame, SmallMultiplesSpec spec)
    {
        if (spec.Panels.Count == 0)
        {
            frame.Empty();
            return;
        }

        float type = frame.Type;
        SKRect body = frame.Body;
        float gap = type * 1.2f;
        int mostColumns = (int)Math.Max(1, (body.Width + gap) / ((type * 10) + gap));
        int mostRows = (int)Math.Max(1, (body.Height + gap) / ((type * 5.5f) + gap));
        int places = Math.Min(spec.Panels.Count, mostColumns * mostRows);
        int columns = Columns(places, mostColumns, mostRows, body);
        int rows = (places + columns - 1) / columns;
        bool cut = spec.Panels.Count > places;
        ValueScale scale = ValueScale.Of([.. spec.Panels.Select(panel => TrendDrawing.Scale(panel, 6)).SelectMany(panel => new decimal?[] { panel.Low, panel.High })], 6);
        float width = (body.Width - ((columns - 1) * gap)) / columns;
        float height = (body.Height - ((rows - 1) * gap)) / rows;
        for (int index = 0; index < places; index++)
        {
            float left = body.Left + (index % columns * (width + gap));
            float top = body.Top + (index / columns * (height + gap));
            SKRect box = new(left, top, left + width, top + height);
            if (cut && index == places - 1)
            {
                string rest = frame.Words.Say("rest", ("n", (spec.Panels.Count - index).ToString(CultureInfo.InvariantCulture)));
                frame.Pen.WriteMiddle(rest, box.MidX, box.MidY, type, frame.Colors.Tertiary, SKTextAlign.Center);
                break;
            }

            DrawPanel(frame, spec.Panels[index], scale, box);
        }
    }

    /// <summary>As many columns as make the small charts about twice as wide as high, and leave the fewest places empty.</summary>
    private static int Columns(int places, int mostColumns, int mostRows, SKRect body) => Enumerable.Range(1, Math.Min(mostColumns, places))
        .Where(columns => (places + columns - 1) / columns <= mostRows)
        .MinBy(columns =>
        {
            int rows = (places + columns - 1) / columns;
            double shape = body.Width / columns / (body.Height / rows);
            return Math.Abs(Math.Log(shape / 2)) + (0.5 * ((columns * rows) - places) / places);
        });

    private static void DrawPanel(ChartFrame frame, TrendSpec panel, ValueScale scale, SKRect box)
    {
        float type = frame.Type;
        float small = type * 0.82f;
        string most = ChartNumber.Axis(scale.High, frame.Words);
        float mostWidth = frame.Pen.Width(most, small);
        frame.Pen.Write(frame.Pen.Fit(panel.Title, box.Width - mostWidth - (type * 0.5f), type), box.Left, box.Top + (type * 0.9f), type, frame.Colors.Text);
        SKRect place = new(box.Left, box.Top + (type * 1.5f), box.Right, box.Bottom - (small * 1.3f));
        if (panel.Values.Count == 0 || place.Height < type)
        {
            return;
        }

        using PlotArea area = TrendDrawing.AreaOf(place, panel, scale);
        foreach (decimal tick in new[] { scale.Low, scale.High })
        {
            area.Line(-1, (double)tick, panel.Values.Count, (double)tick, frame.Colors.Line, Math.Max(1, type / 12));
        }

        TrendDrawing.DrawCurves(area, panel, frame.Colors, type * 0.8f);
        area.Render(frame.Pen.Canvas);
        frame.Pen.Write(most, box.Right, box.Top + (type * 0.9f), small, frame.Colors.Tertiary, SKTextAlign.Right);
        if (panel.Labels.Count > 0)
        {
            float baseline = place.Bottom + (small * 1.15f);
            string first = frame.Pen.Fit(panel.Labels[0], box.Width * 0.48f, small);
            frame.Pen.Write(first, box.Left, baseline, small, frame.Colors.Tertiary);
            if (panel.Labels.Count > 1)
            {
                frame.Pen.Write(frame.Pen.Fit(panel.Labels[^1], box.Width * 0.48f, small), box.Right, baseline, small, frame.Colors.Tertiary, SKTextAlign.Right);
            }
        }

        if (panel.Values.All(value => value is null) && panel.Base?.Any(value => value is not null) is not true)
        {
            frame.Pen.WriteMiddle(frame.Words["empty"], place.MidX, place.MidY, small, frame.Colors.Tertiary, SKTextAlign.Center);
        }
    }
}
