namespace Tongbi.Dashboard.Charts;

/// <summary>Draws charts. One specification, size and theme always give the same bytes; safe for any thread.</summary>
public interface IChartPainter
{
    /// <summary>A PNG picture.</summary>
    ReadOnlyMemory<byte> Png(ChartSpec spec, ChartSize size, ChartTheme theme);

    /// <summary>An SVG picture that needs no font of the reader's machine.</summary>
    ReadOnlyMemory<byte> Svg(ChartSpec spec, ChartSize size, ChartTheme theme);

    /// <summary>Draws on a canvas of SkiaSharp (a page of a PDF), as vectors.</summary>
    void Draw(SkiaSharp.SKCanvas canvas, SkiaSharp.SKRect rectangle, ChartSpec spec, ChartTheme theme);

    /// <summary>The same painter with other fonts, for a file that holds only what it shows; itself if it does not depend on fonts.</summary>
    IChartPainter InFonts(Fonts.ShippedFonts fonts) => this;
}
