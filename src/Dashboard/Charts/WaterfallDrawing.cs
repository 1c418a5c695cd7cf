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
        return [new LegendEntry(words["more"], colors.Current, LegendSign.Box), new LegendEntry(words["less"], colors.Less, LegendSign.Box)];
    }

    /// <summary>Draws the totals and the steps; the smallest steps that have no room are added up in one.</summary>
    public static void Draw(ChartFrame frame, WaterfallSpec spec)
    {
        IReadOnlyList<BarRow> steps = Cap(frame, spec.Steps);
        BarRow[] rows = [spec.From, .. steps, spec.To];
        (double Start, double End)[] spans = Spans(spec, steps);
        RowLayout layout = new(frame, rows);
        double low = Math.Min(0, spans.Min(span => Math.Min(span.Start, span.End)));
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
                area.Bar(-row, start, end, 0.56, total ? frame.Colors.Ghost : end >= start ? frame.Colors.Current : frame.Colors.Less);
            }

            if (row < rows.Length - 1)
            {
                area.Line(end, -row - 0.28, end, -row - 0.72, frame.Colors.Ghost, hair);
            }
        }

        area.Line(0, -rows.Length, 0, 1, frame.Colors.Ghost, hair);
        area.Render(frame.Pen.Canvas);
        layout.Write();
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
