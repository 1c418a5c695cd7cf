using Tongbi.Dashboard.Walls;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class WallGeometryTests
{
    /// <summary>The same numbers stand in <c>ClientApp/tests/layouts.test.ts</c>.</summary>
    [Theory]
    [InlineData(1920, 1080, 24, 12, 1, 1, 6, 4, 6, 4, 494, 421, 459, 312)]
    [InlineData(5760, 1080, 72, 12, 3, 1, 24, 4, 12, 8, 1927, 421, 946, 639)]
    [InlineData(7680, 2160, 96, 24, 4, 2, 90, 12, 6, 12, 7194, 1094, 446, 1026)]
    [InlineData(1080, 1920, 12, 24, 1, 1, 6, 20, 6, 4, 547, 1626, 513, 274)]
    public void BoxOf_APanel_IsWhereThePageDrawsIt(int width, int height, int columns, int rows, int tilesAcross, int tilesDown, int x, int y, int w, int h, int left, int top, int boxWidth, int boxHeight)
    {
        WallLayout layout = Layout(width, height, columns, rows, tilesAcross, tilesDown);

        WallBox box = WallGeometry.BoxOf(layout, new WallPanel("p", PanelKind.Clock, x, y, w, h));

        Assert.Equal(new WallBox(left, top, boxWidth, boxHeight), box);
    }

    [Theory]
    [InlineData(72, 3, 18, 6, false)]
    [InlineData(72, 3, 18, 7, true)]
    [InlineData(72, 3, 24, 24, false)]
    [InlineData(72, 3, 0, 72, true)]
    [InlineData(12, 1, 0, 12, false)]
    public void CrossesSeam_OnlyFromOneTileIntoTheNext(int cells, int tiles, int first, int count, bool crosses) =>
        Assert.Equal(crosses, WallGeometry.CrossesSeam(cells, tiles, first, count));

    private static WallLayout Layout(int width, int height, int columns, int rows, int tilesAcross, int tilesDown) =>
        new("wall", "墙", "Wall", width, height, null, null, null, columns, rows, []) { Seams = new WallSeams(tilesAcross, tilesDown) };
}
