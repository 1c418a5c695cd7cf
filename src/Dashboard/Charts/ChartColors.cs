using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>
/// What a chart is painted with. The dark ones are the wall's own (<c>ClientApp/src/styles/tokens.css</c>), the light ones the same hues for paper, with
/// at least 4.5:1 for text. Red, yellow, orange and blue of the alert levels are not used; a threshold has a colour of its own.
/// </summary>
internal sealed record ChartColors
{
    public required SKColor Paper { get; init; }

    public required SKColor Text { get; init; }

    public required SKColor Secondary { get; init; }

    public required SKColor Tertiary { get; init; }

    public required SKColor Line { get; init; }

    public required SKColor Current { get; init; }

    public required SKColor Ghost { get; init; }

    public required SKColor Band { get; init; }

    public required SKColor Threshold { get; init; }

    public required SKColor Episode { get; init; }

    /// <summary>A step down in a waterfall.</summary>
    public required SKColor Less { get; init; }

    /// <summary>The mark 模拟数据.</summary>
    public required SKColor Mark { get; init; }

    public required SKColor Watermark { get; init; }

    /// <summary>From few to many.</summary>
    public required IReadOnlyList<SKColor> Heat { get; init; }

    /// <summary>The parts of a whole, largest first.</summary>
    public required IReadOnlyList<SKColor> Tones { get; init; }

    /// <summary>What is left over.</summary>
    public required SKColor Rest { get; init; }

    public static ChartColors Of(ChartTheme theme) => theme == ChartTheme.Dark ? Dark : Light;

    /// <summary>Text upon a fill: whichever of the two has the better contrast.</summary>
    public static SKColor Upon(SKColor fill) => Luminance(fill) > 0.179 ? SKColors.Black : SKColors.White;

    /// <summary>Relative luminance as WCAG defines it.</summary>
    internal static double Luminance(SKColor color)
    {
        return (0.2126 * Channel(color.Red)) + (0.7152 * Channel(color.Green)) + (0.0722 * Channel(color.Blue));

        static double Channel(byte value)
        {
            double share = value / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
    }

    private static readonly ChartColors Dark = new()
    {
        Paper = SKColor.Parse("#0f161d"),
        Text = SKColor.Parse("#eef3f7"),
        Secondary = SKColor.Parse("#b4c0cb"),
        Tertiary = SKColor.Parse("#8f9dab"),
        Line = SKColor.Parse("#26323d"),
        Current = SKColor.Parse("#79c7ff"),
        Ghost = SKColor.Parse("#93a1ae"),
        Band = SKColor.Parse("#79c7ff").WithAlpha(0x2c),
        Threshold = SKColor.Parse("#ff9d6b"),
        Episode = SKColor.Parse("#ff9d6b").WithAlpha(0x30),
        Less = SKColor.Parse("#5d8f88"),
        Mark = SKColor.Parse("#e2bf62"),
        Watermark = SKColor.Parse("#eef3f7").WithAlpha(0x0e),
        Heat = [.. new[] { "#14202a", "#17384c", "#1f5877", "#2f83ad", "#74bfec", "#e4f4ff" }.Select(SKColor.Parse)],
        Tones = [.. new[] { "#e4f4ff", "#9ad3fb", "#5aaee2", "#3a86b8", "#8fb8b0", "#5d8f88", "#a99fd0", "#776da6" }.Select(SKColor.Parse)],
        Rest = SKColor.Parse("#4a5661"),
    };

    private static readonly ChartColors Light = new()
    {
        Paper = SKColors.White,
        Text = SKColor.Parse("#15202b"),
        Secondary = SKColor.Parse("#44525f"),
        Tertiary = SKColor.Parse("#5f6c79"),
        Line = SKColor.Parse("#d9e0e6"),
        Current = SKColor.Parse("#0f69ad"),
        Ghost = SKColor.Parse("#7a8894"),
        Band = SKColor.Parse("#0f69ad").WithAlpha(0x22),
        Threshold = SKColor.Parse("#b9480a"),
        Episode = SKColor.Parse("#b9480a").WithAlpha(0x22),
        Less = SKColor.Parse("#5b9c92"),
        Mark = SKColor.Parse("#8a6500"),
        Watermark = SKColor.Parse("#0b141c").WithAlpha(0x0d),
        Heat = [.. new[] { "#eff4f8", "#cfe2f0", "#9ec7e3", "#5b9fce", "#2470a8", "#0c3d63" }.Select(SKColor.Parse)],
        Tones = [.. new[] { "#0c3d63", "#1f6aa3", "#5b9fce", "#a3cbe6", "#2f6f66", "#7db3aa", "#574c8f", "#a198cb" }.Select(SKColor.Parse)],
        Rest = SKColor.Parse("#b7c0c8"),
    };
}
