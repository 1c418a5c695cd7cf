using ScottPlot;
using SkiaSharp;
using Tongbi.Dashboard.Fonts;

namespace Tongbi.Dashboard.Charts;

/// <summary>Makes ScottPlot take the shipped fonts for every name, so that nothing depends on what a machine has installed. Its fonts are static, hence once for the process.</summary>
internal sealed class ScottPlotFonts(ShippedFonts fonts) : IFontResolver
{
    private static readonly Lock Gate = new();
    private static bool done;

    /// <summary>Call before the first plot.</summary>
    public static void Use(ShippedFonts fonts)
    {
        lock (Gate)
        {
            if (done)
            {
                return;
            }

            ScottPlot.Fonts.FontResolvers.Insert(0, new ScottPlotFonts(fonts));
            ScottPlot.Fonts.Default = ShippedFonts.Family;
            done = true;
        }
    }

    /// <inheritdoc/>
    public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => weight >= FontWeight.SemiBold ? fonts.Bold : fonts.Regular;

    /// <inheritdoc/>
    public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => bold ? fonts.Bold : fonts.Regular;
}
