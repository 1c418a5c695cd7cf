using ScottPlot;
using ScottPlot.Rendering.RenderActions;
using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>
/// A plot of ScottPlot reduced to its data area, at a place on a canvas that has a background already. What stands around it is written by
/// <see cref="ChartPen"/>, which knows where a value lies.
/// </summary>
internal sealed class PlotArea : IDisposable
{
    // ScottPlot's own sequence clears the canvas, and draws twice where a layout is new: fills that let something through would be twice as dark.
    private static readonly IReadOnlyList<IRenderAction> Passes = [new ReplaceNullAxesWithDefaults(), new CalculateLayout(), new RenderPlottables(), new RenderPlottablesLast()];

    private readonly Plot plot = new();
    private readonly SKRect place;
    private readonly CoordinateRect limits;

    /// <summary>An empty plot.</summary>
    /// <param name="place">Where on the canvas.</param>
    /// <param name="left">Value at the left edge.</param>
    /// <param name="right">Value at the right edge.</param>
    /// <param name="bottom">Value at the lower edge.</param>
    /// <param name="top">Value at the upper edge.</param>
    public PlotArea(SKRect place, double left, double right, double bottom, double top)
    {
        this.place = place;
        limits = new CoordinateRect(left, right, bottom, top);
        plot.Axes.Frameless();
        plot.HideGrid();
        plot.Axes.SetLimits(left, right, bottom, top);
    }

    /// <summary>Where plottables are added.</summary>
    public PlottableAdder Add => plot.Add;

    /// <summary>Where a value lies on the canvas, across.</summary>
    public float X(double value) => place.Left + (float)((value - limits.Left) / (limits.Right - limits.Left) * place.Width);

    /// <summary>Where a value lies on the canvas, from above.</summary>
    public float Y(double value) => place.Bottom - (float)((value - limits.Bottom) / (limits.Top - limits.Bottom) * place.Height);

    /// <summary>ScottPlot's name for a colour.</summary>
    public static Color ColorOf(SKColor color) => new(color.Red, color.Green, color.Blue, color.Alpha);

    /// <summary>Fills a span over the whole height.</summary>
    public void Span(double left, double right, SKColor fill) => Box(left, right, limits.Bottom, limits.Top, fill);

    /// <summary>Fills a rectangle between values.</summary>
    public void Box(double left, double right, double bottom, double top, SKColor fill)
    {
        ScottPlot.Plottables.Rectangle box = plot.Add.Rectangle(left, right, bottom, top);
        box.FillColor = ColorOf(fill);
        box.LineStyle.IsVisible = false;
    }

    /// <summary>A horizontal bar from one value to another.</summary>
    /// <param name="row">The middle of the row.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="thickness">Its share of the row.</param>
    /// <param name="fill">Colour.</param>
    public void Bar(double row, double from, double to, double thickness, SKColor fill)
    {
        Bar bar = new()
        {
            Position = row,
            ValueBase = from,
            Value = to,
            Size = thickness,
            Orientation = Orientation.Horizontal,
            FillColor = ColorOf(fill),
            LineWidth = 0,
        };
        plot.Add.Bar(bar);
    }

    /// <summary>A straight line.</summary>
    public void Line(double fromX, double fromY, double toX, double toY, SKColor color, float width, LinePattern? pattern = null)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(fromX, fromY, toX, toY);
        line.LineColor = ColorOf(color);
        line.LineWidth = width;
        line.LinePattern = pattern ?? LinePattern.Solid;
        line.MarkerSize = 0;
    }

    /// <summary>
    /// A curve with its gaps: nothing is drawn across an unknown value. A point that stands alone is a dot, since a line needs two.
    /// </summary>
    /// <param name="values">The values at 0, 1, 2 …; null is a gap.</param>
    /// <param name="color">Colour.</param>
    /// <param name="width">Width of the line.</param>
    /// <param name="pattern">Dashes; null for none.</param>
    public void Curve(IReadOnlyList<double?> values, SKColor color, float width, LinePattern? pattern = null)
    {
        foreach ((int start, int end) in Runs(values.Count, index => values[index] is not null))
        {
            double[] places = [.. Enumerable.Range(start, end - start).Select(index => (double)index)];
            double[] heights = [.. places.Select(index => values[(int)index] ?? 0)];
            if (places.Length == 1)
            {
                plot.Add.Marker(places[0], heights[0], MarkerShape.FilledCircle, width * 2.4f, ColorOf(color));
                continue;
            }

            ScottPlot.Plottables.Scatter curve = plot.Add.ScatterLine(places, heights, ColorOf(color));
            curve.LineWidth = width;
            curve.LinePattern = pattern ?? LinePattern.Solid;
            curve.LineStyle.Rounded = pattern is null;
        }
    }

    /// <summary>The area between two curves, where both are known.</summary>
    public void Band(IReadOnlyList<double?> low, IReadOnlyList<double?> high, SKColor fill)
    {
        foreach ((int start, int end) in Runs(Math.Min(low.Count, high.Count), index => low[index] is not null && high[index] is not null))
        {
            // A single place is drawn half a step to both sides.
            (double X, double Low, double High)[] points = end - start == 1
                ? [(start - 0.5, low[start] ?? 0, high[start] ?? 0), (start + 0.5, low[start] ?? 0, high[start] ?? 0)]
                : [.. Enumerable.Range(start, end - start).Select(index => ((double)index, low[index] ?? 0, high[index] ?? 0))];
            ScottPlot.Plottables.FillY band = plot.Add.FillY([.. points.Select(point => point.X)], [.. points.Select(point => point.Low)], [.. points.Select(point => point.High)]);
            band.FillColor = ColorOf(fill);
            band.LineWidth = 0;
            band.MarkerSize = 0;
        }
    }

    /// <summary>A hollow dot: a value that is not final.</summary>
    public void Ring(double x, double y, SKColor color, SKColor fill, float size, float width)
    {
        plot.Add.Marker(x, y, MarkerShape.FilledCircle, size, ColorOf(fill));
        ScottPlot.Plottables.Marker ring = plot.Add.Marker(x, y, MarkerShape.OpenCircle, size, ColorOf(color));
        ring.MarkerLineWidth = width;
    }

    /// <summary>Draws it.</summary>
    public void Render(SKCanvas canvas)
    {
        canvas.Save();
        canvas.Translate(place.Left, place.Top);
        using (RenderPack pack = new(plot, new PixelRect(0, place.Width, place.Height, 0), canvas))
        {
            foreach (IRenderAction pass in Passes)
            {
                canvas.Save();
                pass.Render(pack);
                canvas.Restore();
            }
        }

        canvas.Restore();
    }

    /// <inheritdoc/>
    public void Dispose() => plot.Dispose();

    private static IEnumerable<(int Start, int End)> Runs(int count, Func<int, bool> known)
    {
        for (int index = 0; index < count; index++)
        {
            if (!known(index))
            {
                continue;
            }

            int start = index;
            while (index < count && known(index))
            {
                index++;
            }

            yield return (start, index);
        }
    }
}
