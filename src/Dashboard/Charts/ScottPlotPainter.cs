using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;
using Tongbi.Dashboard.Fonts;

namespace Tongbi.Dashboard.Charts;

/// <summary>
/// Draws charts with ScottPlot: the plots are ScottPlot's, the words around them are set in the shipped fonts. No state but the fonts, so it is safe for any
/// thread, and one specification always gives the same bytes.
/// </summary>
/// <param name="fonts">The fonts.</param>
public sealed partial class ScottPlotPainter(ShippedFonts fonts) : IChartPainter
{
    /// <summary>The longest side of a picture in pixels: 16 times a wall's is nobody's wish.</summary>
    public const int LongestSide = 8192;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The size has no pixels, or more than <see cref="LongestSide"/> on a side.</exception>
    public ReadOnlyMemory<byte> Png(ChartSpec spec, ChartSize size, ChartTheme theme)
    {
        (int width, int height) = (Pixels(size.Width, size.Scale), Pixels(size.Height, size.Scale));
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(size.Scale);
        Draw(surface.Canvas, new SKRect(0, 0, size.Width, size.Height), spec, theme, outlines: false);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The size has no pixels, or more than <see cref="LongestSide"/> on a side.</exception>
    public ReadOnlyMemory<byte> Svg(ChartSpec spec, ChartSize size, ChartTheme theme)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _ = (Pixels(size.Width, size.Scale), Pixels(size.Height, size.Scale));
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, size.Width, size.Height), stream))
        {
            Draw(canvas, new SKRect(0, 0, size.Width, size.Height), spec, theme, outlines: true);
        }

        return Describe(Encoding.UTF8.GetString(stream.ToArray()), spec, size);
    }

    /// <inheritdoc/>
    public void Draw(SKCanvas canvas, SKRect rectangle, ChartSpec spec, ChartTheme theme)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        Draw(canvas, rectangle, spec, theme, outlines: false);
    }

    /// <inheritdoc/>
    public IChartPainter InFonts(ShippedFonts fonts) => new ScottPlotPainter(fonts);

    private void Draw(SKCanvas canvas, SKRect place, ChartSpec spec, ChartTheme theme, bool outlines)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ScottPlotFonts.Use(fonts);
        ChartColors colors = ChartColors.Of(theme);
        ChartPen pen = new(canvas, fonts, outlines);
        canvas.Save();
        canvas.ClipRect(place);
        ChartFrame frame = ChartFrame.Draw(pen, place, spec, colors, LegendOf(spec, colors));
        switch (spec)
        {
            case TrendSpec trend:
                TrendDrawing.Draw(frame, trend);
                break;
            case RankingSpec ranking:
                RankingDrawing.Draw(frame, ranking);
                break;
            case HeatmapSpec heatmap:
                HeatmapDrawing.Draw(frame, heatmap);
                break;
            case SharesSpec shares:
                SharesDrawing.Draw(frame, shares);
                break;
            case WaterfallSpec waterfall:
                WaterfallDrawing.Draw(frame, waterfall);
                break;
            case SmallMultiplesSpec multiples:
                MultiplesDrawing.Draw(frame, multiples);
                break;
            default:
                throw new ArgumentException($"There is no drawing of a {spec.GetType().Name}.", nameof(spec));
        }

        if (spec.Simulated)
        {
            ChartFrame.Watermark(pen, place, frame.Words["simulated"], colors);
        }

        canvas.Restore();
    }

    private static IReadOnlyList<LegendEntry> LegendOf(ChartSpec spec, ChartColors colors) => spec switch
    {
        TrendSpec trend => TrendDrawing.Legend(trend, colors),
        RankingSpec ranking => RankingDrawing.Legend(ranking, colors),
        HeatmapSpec heatmap => HeatmapDrawing.Legend(heatmap, colors),
        WaterfallSpec waterfall => WaterfallDrawing.Legend(waterfall, colors),
        SmallMultiplesSpec multiples => MultiplesDrawing.Legend(multiples, colors),
        _ => [],
    };

    /// <summary>Letters are outlines, so the picture says in words what it shows, and scales with the page that holds it.</summary>
    private static byte[] Describe(string svg, ChartSpec spec, ChartSize size)
    {
        int open = svg.IndexOf("<svg", StringComparison.Ordinal);
        int end = svg.IndexOf('>', open);
        string words = WebUtility.HtmlEncode(string.Join(" ", new[] { spec.Title, spec.Subtitle, spec.Footnote }.Where(part => part.Length > 0)));
        string tag = $"{svg[open..end]} viewBox=\"0 0 {size.Width} {size.Height}\" role=\"img\"><title>{words}</title>";
        string drawing = Decimals().Replace(svg[(end + 1)..], "");

        // Skia counts the names of its clips through the whole process; here they count from the beginning of the picture.
        Dictionary<string, string> clips = new(StringComparer.Ordinal);
        drawing = ClipNames().Replace(drawing, match =>
        {
            clips.TryAdd(match.Value, "c" + clips.Count.ToString(CultureInfo.InvariantCulture));
            return clips[match.Value];
        });
        return Encoding.UTF8.GetBytes(svg[..open] + tag + drawing);
    }

    /// <summary>Digits beyond a hundredth of a pixel, which make up half of a file of outlines.</summary>
    [GeneratedRegex(@"(?<=\d\.\d\d)\d+(?![\d%])")]
    private static partial Regex Decimals();

    [GeneratedRegex("cl_[0-9a-f]+")]
    private static partial Regex ClipNames();

    private static int Pixels(int units, float scale)
    {
        float pixels = units * scale;
        return pixels is >= 1 and <= LongestSide ? (int)MathF.Round(pixels) : throw new ArgumentOutOfRangeException(nameof(units), $"{units} × {scale} is not between 1 and {LongestSide} pixels.");
    }
}
