namespace Tongbi.Dashboard.Walls;

/// <summary>
/// Where panels lie on the canvas: the same measures as the page's own (<c>ClientApp/src/wall/boxes.ts</c>; a test holds the two together), so
/// that what a file says can be judged before any screen shows it.
/// </summary>
public static class WallGeometry
{
    /// <summary>Header, margin and gap as shares of the shorter of height and width.</summary>
    private const double Header = 0.087;
    private const double Margin = 0.0185;
    private const double Gap = 0.0125;

    /// <summary>The box of a panel, with an even gap between neighbours and beside every seam.</summary>
    public static WallBox BoxOf(WallLayout layout, WallPanel panel)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(panel);
        int basis = Math.Min(layout.Width, layout.Height);
        int edge = Round(basis * Margin);
        int gap = Round(basis * Gap);
        int head = layout.Width < layout.Height ? Round(basis * Header * 2) : Round(basis * Header);
        (int left, int right) = Span(layout.Width, layout.Columns, layout.Seams.Columns, edge, edge, gap, panel.X, panel.W);
        (int top, int bottom) = Span(layout.Height, layout.Rows, layout.Seams.Rows, head, edge, gap, panel.Y, panel.H);
        return new WallBox(left, top, right - left, bottom - top);
    }

    /// <summary>Whether cells from <paramref name="first"/> on lie on both sides of a seam.</summary>
    public static bool CrossesSeam(int cells, int tiles, int first, int count) =>
        first / (cells / tiles) != (first + count - 1) / (cells / tiles);

    private static (int From, int To) Span(int length, int cells, int tiles, int before, int after, int gap, int first, int count)
    {
        (double from, _) = Cell(length, cells, tiles, before, after, gap, first);
        (_, double to) = Cell(length, cells, tiles, before, after, gap, first + count - 1);
        return (Round(from), Round(to) - gap);
    }

    /// <summary>Where a cell begins, and where the gap behind it ends.</summary>
    private static (double From, double To) Cell(int length, int cells, int tiles, int before, int after, int gap, int index)
    {
        int perTile = cells / tiles;
        int tile = index / perTile;
        int half = (gap + 1) / 2;
        double size = (double)length / tiles;
        double from = (tile * size) + (tile == 0 ? before : half);
        double to = ((tile + 1) * size) - (tile == tiles - 1 ? after : half);

        // The cells get one gap more than the space, so that the last one ends exactly at the margin.
        double pitch = (to - from + gap) / perTile;
        double begin = from + ((index % perTile) * pitch);
        return (begin, begin + pitch);
    }

    private static int Round(double value) => (int)Math.Floor(value + 0.5);
}
