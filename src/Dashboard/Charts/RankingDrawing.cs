using System.Globalization;

namespace Tongbi.Dashboard.Charts;

/// <summary>Draws <see cref="RankingSpec"/>.</summary>
internal static class RankingDrawing
{
    /// <summary>The signs that need explaining.</summary>
    public static IReadOnlyList<LegendEntry> Legend(RankingSpec spec, ChartColors colors) => spec.Rows.Any(row => row.Base is not null)
        ? [new LegendEntry(ChartWords.Of(spec.Language)["base"], colors.Text, LegendSign.Mark)]
        : [];

    /// <summary>Draws the rows; those that have no room are counted in a last line.</summary>
    public static void Draw(ChartFrame frame, RankingSpec spec)
    {
        if (spec.Rows.Count == 0)
        {
            frame.Empty();
            return;
        }

        IReadOnlyList<BarRow> rows = Cap(frame, spec.Rows);
        RowLayout layout = new(frame, rows);
        double low = (double)Math.Min(0, rows.Min(row => Math.Min(row.Value ?? 0, row.Base ?? 0)));
        double high = (double)Math.Max(0, rows.Max(row => Math.Max(row.Value ?? 0, row.Base ?? 0)));
        if (low == high)
        {
            high = 1;
        }

        double air = (high - low) * 0.01;
        using PlotArea area = new(layout.Bars, low - air, high + air, -rows.Count + 0.5, 0.5);
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Value is { } value)
            {
                area.Bar(-row, 0, (double)value, 0.56, frame.Colors.Current);
            }

            if (rows[row].Base is { } compared)
            {
                area.Line((double)compared, -row - 0.4, (double)compared, -row + 0.4, frame.Colors.Text, Math.Max(1.5f, frame.Type * 0.15f));
            }
        }

        area.Line(0, -rows.Count, 0, 1, frame.Colors.Ghost, Math.Max(1, frame.Type / 12));
        area.Render(frame.Pen.Canvas);
        layout.Write();
    }

    private static IReadOnlyList<BarRow> Cap(ChartFrame frame, IReadOnlyList<BarRow> rows)
    {
        int capacity = RowLayout.Capacity(frame);
        if (rows.Count <= capacity)
        {
            return rows;
        }

        int shown = Math.Max(1, capacity - 1);
        return [.. rows.Take(shown), new BarRow(frame.Words.Say("rest", ("n", (rows.Count - shown).ToString(CultureInfo.InvariantCulture))), null, "")];
    }
}
