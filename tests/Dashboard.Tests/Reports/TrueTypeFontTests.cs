using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports.Pdf;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

public sealed class TrueTypeFontTests
{
    [Fact]
    public void Cut_KeepsTheOutlinesOfWhatIsShown_AndNothingElse()
    {
        SKTypeface whole = new ShippedFonts(NullLogger<ShippedFonts>.Instance).Regular;
        int shown = whole.GetGlyph('警');
        int other = whole.GetGlyph('情');
        using MemoryStream file = new();
        ShippedFonts.OpenFile(bold: false).CopyTo(file);
        byte[] cut = TrueTypeFont.Cut(file.ToArray(), new HashSet<int> { shown });
        using SKData data = SKData.CreateCopy(cut);
        using SKTypeface narrow = SKTypeface.FromData(data);
        Assert.Equal(Path(whole, shown), Path(narrow, shown));
        Assert.NotEqual("", Path(whole, other));
        Assert.Equal("", Path(narrow, other));
        Assert.InRange(cut.Length, 1_000, 1_000_000);
    }

    [Fact]
    public void Cut_FontWithoutOutlines_SaysSo() => Assert.Throws<InvalidDataException>(() => TrueTypeFont.Cut([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], new HashSet<int>()));

    private static string Path(SKTypeface face, int glyph)
    {
        using SKFont font = new(face, 100) { Hinting = SKFontHinting.None };
        using SKPath? path = font.GetGlyphPath((ushort)glyph);
        return path?.ToSvgPathData() ?? "";
    }
}
