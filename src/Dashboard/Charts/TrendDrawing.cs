using ScottPlot;
using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>Draws <see cref="TrendSpec"/>.</summary>
internal static class TrendDrawing
{
    /// <summary>Steps between labels that read well: days of a week or month, hours of a day, months of a year.</summary>
    private static readonly int[] LabelSteps = [1, 2, 3, 5, 6, 7, 10, 12, 14, 24, 28, 30, 48, 60, 90, 168, 365];

    /// <summary>The signs that a curve needs explained.</summary>
    public static IReadOnlyList<LegendEntry> Legend(TrendSpec spec, ChartColors colors)
    {
        Tongbi.Collector.Configuration.WordBook words = ChartWords.Of(spec.Language);
        List<LegendEntry> entries = [];
        if (spec.Name.Length > 0)
        {
            entries.Add(new LegendEntry(spec.Name, colors.Current, LegendSign.Line));
        }

        if (spec.Base is not null && spec.BaseName.Length > 0)
        {
            entries.Add(new LegendEntry(spec.BaseName, colors.Ghost, LegendSign.Dashes));
        }

        if (spec.Low?.Any(value => value is not null) is true && spec.High?.Any(value => value is not null) is true)
        {
            entries.Add(new LegendEntry(spec.BandName.Length > 0 ? spec.BandName : words["expected"], colors.Band, LegendSign.Box));
        }

        if (spec.Threshold is { } threshold)
        {
            entries.Add(new LegendEntry(words.Say("threshold", ("value", ChartNumber.Text(threshold) + spec.ValueUnit)), colors.Threshold, LegendSign.Dashes));
        }

        if (spec.Episodes.Count > 0)
        {
            entries.Add(new LegendEntry(words["episode"], colors.Episode, LegendSign.Box));
        }

        if (spec.ProvisionalFrom is { } from && from < spec.Values.Count)
        {
            entries.Add(new LegendEntry(words["provisional"], colors.Current, LegendSign.Ring));
        }

        return entries;
    }

    /// <summary>The scale on which all that is drawn has its place.</summary>
    public static ValueScale Scale(TrendSpec spec, int mostSteps) =>
        ValueScale.Of([.. spec.Values, .. spec.Base ?? [], .. spec.Low ?? [], .. spec.High ?? [], spec.Threshold], mostSteps);

    /// <summary>Draws the curve with its axes.</summary>
    public static void Draw(ChartFrame frame, TrendSpec spec)
    {
        if (spec.Values.Count == 0)
        {
            frame.Empty();
            return;
        }

        float type = frame.Type;
        float axisSize = type * 0.92f;
        SKRect body = frame.Body;
        ValueScale scale = Scale(spec, (int)Math.Clamp((body.Height - (type * 1.6f)) / (type * 2.4f), 1, 5));
        float left = frame.Pen.Widest(scale.Ticks.Select(tick => ChartNumber.Axis(tick, frame.Words)), axisSize) + (type * 0.6f);
        SKRect place = new(body.Left + left, body.Top + (axisSize * 0.6f), body.Right - (type * 0.5f), body.Bottom - (axisSize * 1.7f));
        using PlotArea area = AreaOf(place, spec, scale);
        foreach (decimal tick in scale.Ticks)
        {
            double height = (double)tick;
            area.Line(-1, height, spec.Values.Count, height, frame.Colors.Line, Math.Max(1, type / 12));
            frame.Pen.WriteMiddle(ChartNumber.Axis(tick, frame.Words), place.Left - (type * 0.5f), area.Y(height), axisSize, frame.Colors.Tertiary, SKTextAlign.Right);
        }

        DrawCurves(area, spec, frame.Colors, type);
        area.Render(frame.Pen.Canvas);
        WriteLabels(frame, area, spec.Labels, spec.Values.Count, place, axisSize);
        if (spec.Values.All(value => value is null) && spec.Base?.Any(value => value is not null) is not true)
        {
            frame.Pen.WriteMiddle(frame.Words["empty"], place.MidX, place.MidY, type * 1.2f, frame.Colors.Tertiary, SKTextAlign.Center);
        }
    }

    /// <summary>An area with a little air, so that a line at its edge is drawn whole.</summary>
    public static PlotArea AreaOf(SKRect place, TrendSpec spec, ValueScale scale)
    {
        double air = (double)(scale.High - scale.Low) * 0.03;
        double side = spec.Values.Count == 1 ? 0.5 : Math.Max(0.15, spec.Values.Count * 0.008);
        return new PlotArea(place, -side, spec.Values.Count - 1 + side, (double)scale.Low - air, (double)scale.High + air);
    }

    /// <summary>Everything inside the area, from the back to the front.</summary>
    public static void DrawCurves(PlotArea area, TrendSpec spec, ChartColors colors, float type)
    {
        float width = Math.Max(1.2f, type * 0.18f);
        foreach ((int from, int to) in spec.Episodes)
        {
            area.Span(from - 0.5, to - 0.5, colors.Episode);
        }

        if (spec.Low is not null && spec.High is not null)
        {
            area.Band(Heights(spec.Low), Heights(spec.High), colors.Band);
        }

        if (spec.Base is not null)
        {
            area.Curve(Heights(spec.Base), colors.Ghost, width * 0.8f, Dashes(type));
        }

        if (spec.Threshold is { } threshold)
        {
            area.Line(-1, (double)threshold, spec.Values.Count, (double)threshold, colors.Threshold, width * 0.8f, Dashes(type));
        }

        double?[] values = Heights(spec.Values);
        int provisional = Math.Clamp(spec.ProvisionalFrom ?? values.Length, 0, values.Length);
        double?[] final = [.. values.Select((value, index) => index < provisional ? value : null)];
        area.Curve(final, colors.Current, width);
        if (provisional < values.Length)
        {
            // The dashes begin at the last final value, so that the two parts hang together.
            area.Curve([.. values.Select((value, index) => index >= provisional - 1 ? value : null)], colors.Current, width * 0.7f, new LinePattern([type * 0.12f, type * 0.22f], 0, "provisional"));
            for (int index = provisional; index < values.Length; index++)
            {
                if (values[index] is { } value)
                {
                    area.Ring(index, value, colors.Current, colors.Paper, type * 0.55f, width * 0.7f);
                }
            }
        }
    }

    private static LinePattern Dashes(float type) => new([type * 0.45f, type * 0.3f], 0, "ghost");

    private static double?[] Heights(IReadOnlyList<decimal?> values) => [.. values.Select(value => (double?)value)];

    private static void WriteLabels(ChartFrame frame, PlotArea area, IReadOnlyList<string> labels, int count, SKRect place, float size)
    {
        count = Math.Min(count, labels.Count);
        if (count == 0)
        {
            return;
        }

        float most = place.Width / Math.Min(count, 3);
        string[] shown = [.. labels.Take(count).Select(label => frame.Pen.Fit(label, most, size))];
        float pitch = count == 1 ? place.Width : area.X(1) - area.X(0);
        float widest = frame.Pen.Widest(shown, size) + (size * 0.8f);
        int step = LabelSteps.FirstOrDefault(candidate => candidate * pitch >= widest, (int)Math.Ceiling(widest / pitch));
        float baseline = place.Bottom + (size * 1.4f);
        float free = float.NegativeInfinity;
        for (int index = 0; index < count; index += step)
        {
            // The first and the last stay within the picture.
            float half = frame.Pen.Width(shown[index], size) / 2;
            float x = Math.Clamp(area.X(index), frame.Body.Left + half, Math.Max(frame.Body.Left + half, frame.Body.Right - half));
            if (x - half > free)
            {
                frame.Pen.Write(shown[index], x, baseline, size, frame.Colors.Tertiary, SKTextAlign.Center);
                free = x + half + (size * 0.3f);
            }
        }
    }
}
