namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>The page of GB/T 9704 in points: A4, margins 37/26/35/28 mm, 22 lines of 28 characters.</summary>
internal static class PdfPage
{
    private const float Millimetre = 72 / 25.4f;

    /// <summary>210 mm.</summary>
    public const float Width = 210 * Millimetre;

    /// <summary>297 mm.</summary>
    public const float Height = 297 * Millimetre;

    /// <summary>The left edge of the text.</summary>
    public const float Left = 28 * Millimetre;

    /// <summary>The upper edge of the text.</summary>
    public const float Top = 37 * Millimetre;

    /// <summary>The width of the text: 28 characters of 16 pt, set a little closer.</summary>
    public const float TextWidth = Width - Left - (26 * Millimetre);

    /// <summary>The height of the text: 22 lines.</summary>
    public const float TextHeight = Height - Top - (35 * Millimetre);

    /// <summary>The distance of the lines of text.</summary>
    public const float LineHeight = TextHeight / 22;
}
