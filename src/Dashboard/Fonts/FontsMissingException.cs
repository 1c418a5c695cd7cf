namespace Tongbi.Dashboard.Fonts;

/// <summary>The program was built without its fonts, so nothing can be drawn.</summary>
public sealed class FontsMissingException() : InvalidOperationException(
    "This program was built without its fonts, so it cannot draw charts or write PDF files. Build it where Node.js 20.19 or newer is installed, without BuildFonts=false and BuildClientApp=false.");
