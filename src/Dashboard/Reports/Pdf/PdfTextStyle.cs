using SkiaSharp;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>How a kind of text looks.</summary>
/// <param name="Size">In points.</param>
/// <param name="LineHeight">From line to line, in points.</param>
/// <param name="Bold">Whether in the bold weight.</param>
internal sealed record PdfTextStyle(float Size, float LineHeight, bool Bold = false)
{
    /// <summary>二号.</summary>
    public static PdfTextStyle Title { get; } = new(22, 32, Bold: true) { Alignment = SKTextAlign.Center };

    /// <summary>The lines under the title.</summary>
    public static PdfTextStyle Subtitle { get; } = new(16, PdfPage.LineHeight) { Alignment = SKTextAlign.Center };

    /// <summary>一、 The program brings one family only, so levels differ by size and weight instead of by 黑体 and 楷体.</summary>
    public static PdfTextStyle Heading1 { get; } = new(17, PdfPage.LineHeight, Bold: true) { Before = 12, FirstIndent = 32 };

    /// <summary>(一)</summary>
    public static PdfTextStyle Heading2 { get; } = new(16, PdfPage.LineHeight, Bold: true) { Before = 6, FirstIndent = 32 };

    /// <summary>1.</summary>
    public static PdfTextStyle Heading3 { get; } = new(16, PdfPage.LineHeight) { FirstIndent = 32 };

    /// <summary>三号, two characters in.</summary>
    public static PdfTextStyle Body { get; } = new(15.79f, PdfPage.LineHeight) { FirstIndent = 2 * 15.79f, Justified = true };

    /// <summary>Over a table, under a chart.</summary>
    public static PdfTextStyle Caption { get; } = new(12, 18, Bold: true) { Before = 9, Alignment = SKTextAlign.Center };

    /// <summary>Small print.</summary>
    public static PdfTextStyle Note { get; } = new(10.5f, 16) { Before = 3, Justified = true, Color = new SKColor(0x40, 0x40, 0x40) };

    /// <summary>目录.</summary>
    public static PdfTextStyle ContentsTitle { get; } = new(18, 40, Bold: true) { Alignment = SKTextAlign.Center };

    /// <summary>An entry of the contents, outer level.</summary>
    public static PdfTextStyle Contents1 { get; } = new(14, 27);

    /// <summary>An entry of the contents, inner level.</summary>
    public static PdfTextStyle Contents2 { get; } = new(14, 27) { FirstIndent = 28 };

    /// <summary>Space before it, but not at the head of a page.</summary>
    public float Before { get; init; }

    /// <summary>How far the first line is set in.</summary>
    public float FirstIndent { get; init; }

    /// <summary>The side that its lines are set to.</summary>
    public SKTextAlign Alignment { get; init; } = SKTextAlign.Left;

    /// <summary>Whether all lines but the last are set to both sides.</summary>
    public bool Justified { get; init; }

    /// <summary>The ink.</summary>
    public SKColor Color { get; init; } = SKColors.Black;
}
