using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using Tongbi.Dashboard.Fonts;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Fonts;

public sealed class ShippedFontsTests
{
    private readonly ShippedFonts fonts = new(NullLogger<ShippedFonts>.Instance);

    [Fact]
    public void Weights_AreTheFamilysOwn()
    {
        Assert.Equal(ShippedFonts.Family, fonts.Regular.FamilyName);
        Assert.Equal(ShippedFonts.Family, fonts.Bold.FamilyName);
        Assert.False(fonts.Regular.IsBold);
        Assert.True(fonts.Bold.IsBold);
    }

    [Fact]
    public void Gb2312_AllHanziOfBothLevels_HaveGlyphs()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding gb2312 = Encoding.GetEncoding(936);
        StringBuilder hanzi = new();
        for (int row = 0xB0; row <= 0xF7; row++)
        {
            // The first level ends within its last row.
            for (int cell = 0xA1; cell <= (row == 0xD7 ? 0xF9 : 0xFE); cell++)
            {
                hanzi.Append(gb2312.GetString([(byte)row, (byte)cell]));
            }
        }

        Assert.Equal(6763, hanzi.Length);
        Assert.Empty(fonts.MissingFrom(hanzi.ToString()));
        Assert.True(fonts.Bold.ContainsGlyphs(hanzi.ToString()));
    }

    [Theory]
    [InlineData("src", "*.json")]
    [InlineData("src", "*.resx")]
    [InlineData("config", "*.yaml")]
    public void ShippedTexts_AllCharacters_HaveGlyphs(string folder, string pattern)
    {
        List<string> missing = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file).TrimStart('\uFEFF');
            missing.AddRange(fonts.MissingFrom(text).Select(rune => $"{Path.GetFileName(file)}: {rune} U+{rune.Value:X4}"));
            if (!fonts.Bold.ContainsGlyphs(text.ReplaceLineEndings(" ").Replace('\t', ' ')) && fonts.MissingFrom(text).Count == 0)
            {
                missing.Add($"{Path.GetFileName(file)}: bold");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Bounds_AreOfTheGlyphsThatAreThere()
    {
        // ScottPlot takes these for the height of a line. The whole font's are 1.8 ems up and 1.05 down, for vertical forms that were cut out.
        using SKFont font = new(fonts.Regular, 1000);
        Assert.InRange(-font.Metrics.Top, 800, 1100);
        Assert.InRange(font.Metrics.Bottom, 200, 400);
    }

    [Fact]
    public void Radicals_AreLeftOut_SoThatSearchFindsHanzi()
    {
        Assert.Equal(['⾏'], fonts.MissingFrom("行⾏").Select(rune => (char)rune.Value));
    }

    [Fact]
    public void Printable_WithoutGlyph_PrintsGetaAndLogsOnce()
    {
        RecordedLog log = new();
        ShippedFonts logged = new(log);

        Assert.Equal("云和〓〓所\n浮云", logged.Printable("云和🚓⾏所\n浮云"));
        Assert.Equal("〓", logged.Printable("🚓"));
        Assert.Equal(2, log.Lines.Count);
        Assert.Contains("U+1F693", log.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Printable_WithAllGlyphs_ReturnsTheTextItself()
    {
        const string Text = "黄垟所 +25.06% −6.26% ↑↓ \"<5\"";
        Assert.Same(Text, fonts.Printable(Text));
    }

    private sealed class RecordedLog : ILogger<ShippedFonts>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
