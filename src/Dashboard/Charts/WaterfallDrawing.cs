using System.Globalization;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Charts;

/// <summary>Draws <see cref="WaterfallSpec"/> from top to bottom, since names of categories are long: last year's total, each change from where the one before ended, this year's total.</summary>
internal static class WaterfallDrawing
{
    /// <summary>The signs that need explaining.</summary>
    public static IReadOnlyList<LegendEntry> Legend(WaterfallSpec spec, ChartColors colors)
    {
        WordBook words = ChartWords.Of(spec.Language);
        List<LegendEntry> entries = [new LegendEntry(words["more"], colors.Current, LegendSign.Box), new LegendEntry(words["less"], colors.Less, LegendSign.Box)];
        if (Cut(Spans(spec, spec.Steps)) is not null)
        {
            entries.Add(new LegendEntry(words["cut"], colors.Tertiary, LegendSign.None));
        }

        return entries;
    }

    /// <summary>Draws the totals and the steps; the smallest steps that have no room are added up in one.</summary>
    public static void Draw(ChartFrame frame, WaterfallSpec spec)
    {
        IReadOnlyList<BarRow> steps = Cap(frame, spec.Steps);
        BarRow[] rows = [spec.From, .. steps, spec.To];
        (double Start, double End)[] spans = Spans(spec, steps);
        RowLayout layout = new(frame, rows);
        double? cut = Cut(Spans(spec, spec.Steps));
        double low = cut ?? Math.Min(0, spans.Min(span => Math.Min(span.Start, span.End)));
        double high = Math.Max(0, spans.Max(span => Math.Max(span.Start, span.End)));
        if (low == high)
        {
            high = 1;
        }

        double air = (high - low) * 0.01;
        using PlotArea area = new(layout.Bars, low - air, high + air, -rows.Length + 0.5, 0.5);
        float hair = Math.Max(1, frame.Type / 12);
        for (int row = 0; row < rows.Length; row++)
        {
            (double start, double end) = spans[row];
            bool total = row == 0 || row == rows.Length - 1;
            if (start == end)
            {
                // No change is a line: the connection goes on.
                area.Line(end, -row - 0.28, end, -row + 0.28, frame.Colors.Ghost, hair);
            }
            else if (rows[row].Value is not null)
            {
                area.Bar(-row, total ? low : start, end, 0.56, total ? frame.Colors.Ghost : end >= start ? frame.Colors.Current : frame.Colors.Less);
            }

            if (row < rows.Length - 1)
            {
                area.Line(end, -row - 0.28, end, -row - 0.72, frame.Colors.Ghost, hair);
            }
        }

        if (cut is null)
        {
            area.Line(0, -rows.Length, 0, 1, frame.Colors.Ghost, hair);
        }
        else
        {
            BreakTotals(area, rows.Length - 1, low, high - low, frame);
        }

        area.Render(frame.Pen.Canvas);
        layout.Write();
    }

    /// <summary>Where the totals' bars are cut off, so that the steps can be seen; null where they are large enough beside the totals.</summary>
    internal static double? Cut((double Start, double End)[] spans)
    {
        double least = spans.Min(span => span.End);
        double most = spans.Max(span => span.End);
        double range = most - least;
        return least > 0 && range > 0 && range < most * 0.3 ? Math.Max(0, least - range) : null;
    }

    /// <summary>Two strokes across a bar that does not begin at 0.</summary>
    private static void BreakTotals(PlotArea area, int lastRow, double low, double range, ChartFrame frame)
    {
        foreach (int row in new[] { 0, lastRow })
        {
            foreach (double at in new[] { 0.04, 0.055 })
            {
                area.Line(low + (range * at), -row - 0.36, low + (range * (at + 0.02)), -row + 0.36, frame.Colors.Paper, Math.Max(2, frame.Type * 0.2f));
            }
        }
    }

    private static (double Start, double End)[] Spans(WaterfallSpec spec, IReadOnlyList<BarRow> steps)
    {
        decimal level = spec.From.Value ?? 0;
        List<(double, double)> spans = [(0, (double)level)];
        foreach (BarRow step in steps)
        {
            decimal next = level + (step.Value ?? 0);
            spans.Add(((double)level, (double)next));
            level = next;
        }

        spans.Add((0, (double)(spec.To.Value ?? level)));
        return [.. spans];
    }

    private static IReadOnlyList<BarRow> Cap(ChartFrame frame, IReadOnlyList<BarRow> steps)
    {
        int capacity = Math.Max(1, RowLayout.Capacity(frame) - 2);
        if (steps.Count <= capacity)
        {
            return steps;
        }

        HashSet<BarRow> largest = [.. steps.OrderByDescending(step => Math.Abs(step.Value ?? 0)).Take(capacity - 1)];
        BarRow[] rest = [.. steps.Where(step => !largest.Contains(step))];
        decimal? sum = rest.All(step => step.Value is null) ? null : rest.Sum(step => step.Value ?? 0);
        string text = sum is { } change ? (change > 0 ? "+" : "") + ChartNumber.Text(change) : "—";
        return [.. steps.Where(largest.Contains), new BarRow(frame.Words.Say("rest", ("n", rest.Length.ToString(CultureInfo.InvariantCulture))), sum, text)];
    }
}
