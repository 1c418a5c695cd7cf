using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Dashboard.Reports.Pdf;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

public sealed class PdfLineBreakerTests
{
    [Theory]
    [InlineData("同比上升\uFF0C环比下降", 4, "同比上|升\uFF0C环比|下降")]
    [InlineData("同比上升,环比下降", 4, "同比上|升,环比|下降")]
    [InlineData("本月共接报993起", 5, "本月共接报|993起")]
    [InlineData("同比+25.06%后升", 5, "同比|+25.06%后|升")]
    [InlineData("见\uFF08附表\uFF09后", 3, "见\uFF08附|表\uFF09后")]
    [InlineData("", 5, "")]
    public void Lines_BreakWhereAPrinterWould(string text, int room, string expected) =>
        Assert.Equal(expected, string.Join('|', PdfLineBreaker.Lines(text, rune => rune < 0x2E80 ? 0.5f : 1, room, room)));

    [Property]
    public Property Lines_TogetherAreTheTextAndFit()
    {
        Gen<string> texts = Gen.Elements("警", "情", "9", "3", ",", "。", "(", ")", "%", " ", "a").ListOf().Select(string.Concat);
        return Prop.ForAll(texts.ToArbitrary(), Gen.Choose(4, 30).ToArbitrary(), (text, room) =>
        {
            List<string> lines = PdfLineBreaker.Lines(text, _ => 1, room, room - 2);
            return string.Concat(lines).Replace(" ", "", StringComparison.Ordinal) == text.Replace(" ", "", StringComparison.Ordinal)
                && lines.All(line => line.Length <= room)
                && lines[0].Length <= room - 2;
        });
    }
}
