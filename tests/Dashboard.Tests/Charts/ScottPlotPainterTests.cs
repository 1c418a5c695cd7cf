using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;
using Xunit;

namespace Tongbi.Dashboard.Tests.Charts;

public sealed class ScottPlotPainterTests
{
    private static readonly ChartSize Usual = new(800, 400);
    private readonly ScottPlotPainter painter = new(new ShippedFonts(NullLogger<ShippedFonts>.Instance));

    public static TheoryData<string> Names => [.. HardCharts.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Png_OfWhateverSize_LeavesTheMarginsFree(string name)
    {
        foreach ((int width, int height) in new[] { (800, 400), (320, 200), (450, 700) })
        {
            using SKBitmap picture = SKBitmap.Decode(painter.Png(HardCharts.All[name], new ChartSize(width, height), ChartTheme.Light).Span);

            Assert.Equal((width, height), (picture.Width, picture.Height));
            // Whatever overflows is cut at the edge, so it has ink there.
            List<SKPoint> ink = [];
            for (int x = 0; x < width; x++)
            {
                for (int y = 0; y < height; y++)
                {
                    if ((x < 4 || y < 4 || x >= width - 4 || y >= height - 4) && picture.GetPixel(x, y) != SKColors.White)
                    {
                        ink.Add(new SKPoint(x, y));
                    }
                }
            }

            Assert.True(ink.Count == 0, $"{width}×{height}: ink at {string.Join(", ", ink.Take(5))}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_DrawnAgain_HasTheSameBytes(string name)
    {
        ChartSpec spec = HardCharts.All[name];
        Assert.True(painter.Png(spec, Usual, ChartTheme.Dark).Span.SequenceEqual(painter.Png(spec, Usual, ChartTheme.Dark).Span));
        Assert.True(painter.Svg(spec, Usual, ChartTheme.Light).Span.SequenceEqual(painter.Svg(spec, Usual, ChartTheme.Light).Span));
    }

    [Fact]
    public async Task Pictures_DrawnAtOnce_AreThoseDrawnOneByOne()
    {
        ChartSpec[] specs = [.. HardCharts.All.Values];
        ReadOnlyMemory<byte>[] alone = [.. specs.Select(spec => painter.Png(spec, Usual, ChartTheme.Light))];

        ReadOnlyMemory<byte>[] together = await Task.WhenAll(specs.Select(spec => Task.Run(() => painter.Png(spec, Usual, ChartTheme.Light), TestContext.Current.CancellationToken)));

        Assert.All(alone.Zip(together), pair => Assert.True(pair.First.Span.SequenceEqual(pair.Second.Span)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_NeedsNoFont_AndSaysWhatItShows(string name)
    {
        ChartSpec spec = HardCharts.All[name];

        XElement svg = XDocument.Parse(Encoding.UTF8.GetString(painter.Svg(spec, Usual, ChartTheme.Light).Span)).Root!;

        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Empty(svg.Descendants(space + "text"));
        Assert.Empty(svg.Descendants(space + "image"));
        Assert.StartsWith(spec.Title, svg.Element(space + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal("0 0 800 400", (string?)svg.Attribute("viewBox"));
        Assert.DoesNotContain(svg.Descendants().Attributes(), attribute => attribute.Value.Contains("NaN", StringComparison.Ordinal) || attribute.Value.Contains("inf", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Svg_WithMarkupInItsTitle_StaysWellFormed()
    {
        RankingSpec spec = new() { Title = "<b>\"甲\" & 乙</b>", Rows = [] };
        XElement svg = XDocument.Parse(Encoding.UTF8.GetString(painter.Svg(spec, Usual, ChartTheme.Light).Span)).Root!;
        Assert.Equal(spec.Title, svg.Elements().First().Value);
    }

    [Fact]
    public void Draw_OnAPage_TouchesNothingOutsideItsRectangle()
    {
        using SKBitmap page = new(600, 500);
        using SKCanvas canvas = new(page);
        canvas.Clear(SKColors.Magenta);

        painter.Draw(canvas, new SKRect(100, 50, 500, 300), HardCharts.All["multiples"] with { Simulated = true }, ChartTheme.Light);

        Assert.Equal(SKColors.Magenta, page.GetPixel(50, 200));
        Assert.Equal(SKColors.Magenta, page.GetPixel(550, 200));
        Assert.Equal(SKColors.Magenta, page.GetPixel(300, 400));
        Assert.NotEqual(SKColors.Magenta, page.GetPixel(102, 52));
    }

    [Fact]
    public void Trend_WhereNothingIsKnown_DrawsNoCurve()
    {
        // An unknown count is a gap, never a line at 0.
        TrendSpec unknown = new() { Title = "未知", Name = "", Labels = ["1", "2", "3"], Values = [null, null, null] };
        Assert.Equal(0, CountOf(unknown, ChartColors.Of(ChartTheme.Light).Current));
        Assert.NotEqual(0, CountOf(unknown with { Values = [0, 0, 0] }, ChartColors.Of(ChartTheme.Light).Current));
    }

    [Fact]
    public void Trend_AcrossAGap_IsNotJoined()
    {
        TrendSpec whole = new() { Title = "缺口", Name = "", Labels = ["1", "2", "3", "4"], Values = [5, 5, 5, 5] };
        int joined = CountOf(whole, ChartColors.Of(ChartTheme.Light).Current);
        int gap = CountOf(whole with { Values = [5, null, null, 5] }, ChartColors.Of(ChartTheme.Light).Current);
        Assert.True(gap < joined / 5, $"{gap} of {joined}");
    }

    [Fact]
    public void Fill_IsAsTransparentAsItsColour()
    {
        // ScottPlot draws twice where its layout is new; a fill would be twice as dark.
        TrendSpec spec = new() { Title = "范围", Name = "", Labels = ["1", "2"], Values = [null, null], Low = [0, 0], High = [10, 10] };
        SKColor band = ChartColors.Of(ChartTheme.Light).Band;
        byte Over(byte color) => (byte)Math.Round(255 - ((255 - color) * band.Alpha / 255.0));
        using SKBitmap picture = SKBitmap.Decode(painter.Png(spec, Usual, ChartTheme.Light).Span);
        // Off the middle, where 暂无数据 stands, and off the grid.
        SKColor pixel = picture.GetPixel(200, 215);
        Assert.InRange(pixel.Red, Over(band.Red) - 2, Over(band.Red) + 2);
        Assert.InRange(pixel.Blue, Over(band.Blue) - 2, Over(band.Blue) + 2);
    }

    [Fact]
    public void Simulated_CarriesTheMark()
    {
        ChartSpec spec = HardCharts.All["ranking"];
        SKColor mark = ChartColors.Of(ChartTheme.Light).Mark;
        Assert.Equal(0, CountOf(spec, mark));
        Assert.NotEqual(0, CountOf(spec with { Simulated = true }, mark));
    }

    [Fact]
    public void Scale_ForPrint_GivesMorePixelsOfTheSameChart()
    {
        using SKBitmap picture = SKBitmap.Decode(painter.Png(HardCharts.All["ranking"], new ChartSize(400, 250, 2), ChartTheme.Light).Span);
        Assert.Equal((800, 500), (picture.Width, picture.Height));
    }

    [Theory]
    [InlineData(0, 100, 1)]
    [InlineData(100, -1, 1)]
    [InlineData(10_000, 100, 1)]
    [InlineData(5_000, 100, 2)]
    public void Size_OutOfBounds_IsRefused(int width, int height, float scale)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => painter.Png(HardCharts.All["ranking"], new ChartSize(width, height, scale), ChartTheme.Light));
        Assert.Throws<ArgumentOutOfRangeException>(() => painter.Svg(HardCharts.All["ranking"], new ChartSize(width, height, scale), ChartTheme.Light));
    }

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void Words_OnTheirGround_CanBeRead(ChartTheme theme)
    {
        ChartColors colors = ChartColors.Of(theme);
        Assert.All([colors.Text, colors.Secondary, colors.Tertiary, colors.Mark], color => Assert.InRange(Contrast(color, colors.Paper), 4.5, 21));
        Assert.All(colors.Heat, tone => Assert.InRange(Contrast(ChartColors.Upon(tone), tone), 4.5, 21));
        Assert.All([colors.Current, colors.Ghost, colors.Threshold], color => Assert.InRange(Contrast(color, colors.Paper), 3, 21));
    }

    [Theory]
    [InlineData(794, 993, 595.0)]
    [InlineData(10, 40, null)]
    [InlineData(-10, 5, null)]
    [InlineData(100, 100, null)]
    [InlineData(0, 0, null)]
    public void Waterfall_WithSmallSteps_CutsItsTotals(double from, double to, double? cut) =>
        Assert.Equal(cut, WaterfallDrawing.Cut([(0, from), (from, to), (0, to)]));

    [Fact]
    public void Words_InBothLanguages_AreTheSame() => Assert.Equal(ChartWords.Chinese.Keys.Order(), ChartWords.English.Keys.Order());

    [Fact]
    public void Heat_TopTwentieth_SharesTheStrongestTone()
    {
        long?[] values = [.. Enumerable.Range(1, 100).Select(value => (long?)value), null, 1_000_000];
        long ceiling = HeatmapDrawing.Ceiling(values);
        Assert.Equal(96, ceiling);
        Assert.Equal([0, 1, 5, 5], new long[] { 0, 1, 96, 1_000_000 }.Select(value => HeatmapDrawing.Level(value, ceiling)));
        Assert.Equal(0, HeatmapDrawing.Level(0, HeatmapDrawing.Ceiling([0, null])));
    }

    private static double Contrast(SKColor one, SKColor other)
    {
        (double light, double dark) = (ChartColors.Luminance(one) + 0.05, ChartColors.Luminance(other) + 0.05);
        return light > dark ? light / dark : dark / light;
    }

    private int CountOf(ChartSpec spec, SKColor color)
    {
        using SKBitmap picture = SKBitmap.Decode(painter.Png(spec, Usual, ChartTheme.Light).Span);
        return picture.Pixels.Count(pixel => pixel == color);
    }
}
