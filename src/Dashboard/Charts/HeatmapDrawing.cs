using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>Draws <see cref="HeatmapSpec"/>, in the wall's six tones.</summary>
internal static class HeatmapDrawing
{
    /// <summary>The tones are explained by few and many; numbers stand in the cells where they have room.</summary>
    public static IReadOnlyList<LegendEntry> Legend(HeatmapSpec spec, ChartColors colors)
    {
        Collector.Configuration.WordBook words = ChartWords.Of(spec.Language);
        return
        [
            new LegendEntry(words["few"], colors.Secondary, LegendSign.None),
            .. colors.Heat.Select(tone => new LegendEntry("", tone, LegendSign.Box)),
            new LegendEntry(words["many"], colors.Secondary, LegendSign.None),
        ];
    }

    /// <summary>Draws the cells with the names of rows and columns.</summary>
    public static void Draw(ChartFrame frame, HeatmapSpec spec)
    {
        int rows = spec.Rows.Count;
        int columns = spec.Columns.Count;
        if (rows == 0 || columns == 0)
        {
            frame.Empty();
            return;
        }

        float size = frame.Type * 0.92f;
        SKRect body = frame.Body;
        float nameWidth = Math.Min(body.Width * 0.34f, frame.Pen.Widest(spec.Rows, size));
        SKRect place = new(body.Left + nameWidth + (size * 0.6f), body.Top, body.Right, body.Bottom - (size * 1.6f));
        long ceiling = Ceiling(spec.Values);
        float cellWidth = place.Width / columns;
        float cellHeight = place.Height / rows;
        using PlotArea area = new(place, 0, columns, -rows, 0);
        double gapX = Math.Min(0.06, 1 / cellWidth);
        double gapY = Math.Min(0.06, 1 / cellHeight);
        for (int cell = 0; cell < rows * columns; cell++)
        {
            (int row, int column) = (cell / columns, cell % columns);
            if (spec.Values[cell] is { } value)
            {
                area.Box(column + gapX, column + 1 - gapX, -row - 1 + gapY, -row - gapY, frame.Colors.Heat[Level(value, ceiling)]);
            }
            else
            {
                // Unknown is not few: an empty cell with a stroke through it.
                area.Line(column + 0.2, -row - 0.8, column + 0.8, -row - 0.2, frame.Colors.Line, Math.Max(1, frame.Type / 12));
            }
        }

        area.Render(frame.Pen.Canvas);
        WriteNumbers(frame, spec, area, ceiling, cellWidth, cellHeight);
        WriteNames(frame, spec, area, place, nameWidth, size);
    }

    /// <summary>The count that gets the strongest tone: the top twentieth shares it, so that one wild hour does not pale all others.</summary>
    internal static long Ceiling(IReadOnlyList<long?> values)
    {
        long[] known = [.. values.OfType<long>().Where(value => value > 0).Order()];
        return known.Length == 0 ? 0 : known[(int)((known.Length - 1) * 0.95)];
    }

    /// <summary>The tone of a count, from 0 (none) to 5.</summary>
    internal static int Level(long value, long ceiling) =>
        value <= 0 || ceiling <= 0 ? 0 : (int)Math.Min(5, Math.Ceiling((decimal)value / ceiling * 5));

    private static void WriteNumbers(ChartFrame frame, HeatmapSpec spec, PlotArea area, long ceiling, float cellWidth, float cellHeight)
    {
        string[] numbers = [.. spec.Values.Select(value => value is null ? "" : ChartNumber.Text(value))];
        float widest = frame.Pen.Widest(numbers.Distinct(), 1);
        float size = Math.Min(frame.Type * 0.92f, Math.Min(cellHeight * 0.7f, widest > 0 ? cellWidth * 0.86f / widest : 0));
        if (size < frame.Type * 0.6f)
        {
            return;
        }

        for (int cell = 0; cell < numbers.Length; cell++)
        {
            if (spec.Values[cell] is { } value)
            {
                SKColor color = ChartColors.Upon(frame.Colors.Heat[Level(value, ceiling)]);
                frame.Pen.WriteMiddle(numbers[cell], area.X((cell % spec.Columns.Count) + 0.5), area.Y(-(cell / spec.Columns.Count) - 0.5), size, color, SKTextAlign.Center);
            }
        }
    }

    private static void WriteNames(ChartFrame frame, HeatmapSpec spec, PlotArea area, SKRect place, float nameWidth, float size)
    {
        float rowHeight = place.Height / spec.Rows.Count;
        int rowStep = (int)Math.Ceiling(size * 1.1f / rowHeight);
        for (int row = 0; row < spec.Rows.Count; row += rowStep)
        {
            frame.Pen.WriteMiddle(frame.Pen.Fit(spec.Rows[row], nameWidth, size), place.Left - (size * 0.6f), area.Y(-row - 0.5), size, frame.Colors.Secondary, SKTextAlign.Right);
        }

        float columnWidth = place.Width / spec.Columns.Count;
        string[] names = [.. spec.Columns.Select(name => frame.Pen.Fit(name, Math.Max(columnWidth, place.Width / 6), size))];
        int step = Math.Max(1, (int)Math.Ceiling((frame.Pen.Widest(names, size) + (size * 0.5f)) / columnWidth));
        step = step <= 3 ? step : step <= 6 ? 6 : step;
        for (int column = 0; column < names.Length; column += step)
        {
            float half = frame.Pen.Width(names[column], size) / 2;
            float x = Math.Clamp(area.X(column + 0.5), frame.Body.Left + half, Math.Max(frame.Body.Left + half, frame.Body.Right - half));
            frame.Pen.Write(names[column], x, place.Bottom + (size * 1.3f), size, frame.Colors.Tertiary, SKTextAlign.Center);
        }
    }
}
