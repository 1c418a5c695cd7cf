using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Pdf;
using Tongbi.Testing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

public sealed class PdfFormatTests : ReportFormatCompliance
{
    private static readonly ShippedFonts fonts = new(NullLogger<ShippedFonts>.Instance);

    private protected override IReportFormat Format(IChartPainter painter) => new PdfFormat(painter, fonts);

    [Fact]
    public void Pdf_ReadBack_HasEveryWordAndFigure()
    {
        string text = TextOf(Made(SomeReport.Document));
        foreach (ReportBlock block in SomeReport.Document.Blocks)
        {
            foreach (string expected in TextsOf(block))
            {
                Assert.Contains(expected.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Pdf_CharacterThatHasARadicalForm_IsFoundAsItIsTyped() => Assert.Contains("银行网点周边通行秩序", TextOf(Made(SomeReport.Document)), StringComparison.Ordinal);

    [Fact]
    public void Pdf_EveryLetter_IsInsideTheMarginsOfItsPage()
    {
        using PdfDocument file = PdfDocument.Open(Made(SomeReport.Document));
        Assert.All(file.GetPages().SelectMany(page => page.Letters), letter =>
        {
            Assert.InRange(letter.StartBaseLine.X, PdfPage.Left - 1, PdfPage.Left + PdfPage.TextWidth + 1);
            Assert.InRange(letter.EndBaseLine.X, PdfPage.Left - 1, PdfPage.Left + PdfPage.TextWidth + 1);
            Assert.InRange(letter.StartBaseLine.Y, 30, PdfPage.Height - PdfPage.Top);
        });
    }

    [Fact]
    public void Pdf_NoPage_ShowsAMissingGlyph()
    {
        ReportDocument document = SomeReport.Of(new ParagraphBlock("合计 − + ± ‰ ℃ ★ ■ → ↑ ↓ 𠮷 😀"), SomeReport.ClassTable);
        Assert.All(PdfFonts.GlyphsShown(PdfFile.Read(Made(document))).Values, glyphs => Assert.DoesNotContain(0, glyphs));
        Assert.Contains("〓", TextOf(Made(document)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_Fonts_HoldOnlyWhatIsShown()
    {
        byte[] small = Made(SomeReport.Of(new ParagraphBlock("警情平稳")));
        Assert.InRange(small.Length, 1_000, 100_000);
        Assert.InRange(Made(SomeReport.Document).Length, 50_000, 400_000);
    }

    [Fact]
    public void Pdf_Bookmarks_AreTheHeadingsInTheirOrder()
    {
        using PdfDocument file = PdfDocument.Open(Made(SomeReport.Document));
        Assert.True(file.TryGetBookmarks(out Bookmarks? bookmarks));
        Assert.Equal(
            SomeReport.Document.Blocks.OfType<HeadingBlock>().Select(heading => (heading.Level - 1, heading.Text)),
            bookmarks.GetNodes().Select(node => (node.Level, node.Title)));
        Assert.Equal(4, bookmarks.Roots.Single(root => root.Title == "二、警情分析").Children.Count);
    }

    [Fact]
    public void Pdf_Catalogue_TellsLanguageAndTitle()
    {
        using PdfDocument file = PdfDocument.Open(Made(SomeReport.Document));
        DictionaryToken catalogue = file.Structure.Catalog.CatalogDictionary;
        Assert.Equal("zh-CN", ((StringToken)catalogue.Data["Lang"]).Data);
        Assert.Equal("UseOutlines", ((NameToken)catalogue.Data["PageMode"]).Data);
        Assert.Equal(SomeReport.Head.Title, file.Information.Title);
        Assert.Equal("D:20261103013000+00'00'", file.Information.CreationDate);
    }

    [Fact]
    public void Pdf_Contents_TellThePagesOfTheHeadings()
    {
        using PdfDocument file = PdfDocument.Open(Made(SomeReport.Document));
        string[] pages = [.. file.GetPages().Select(TextOf)];
        foreach (HeadingBlock heading in SomeReport.Document.Blocks.OfType<HeadingBlock>().Where(heading => heading.Level <= 2))
        {
            int page = Array.FindIndex(pages, 1, text => text.Contains(heading.Text, StringComparison.Ordinal)) + 1;
            Assert.Contains(heading.Text + page.ToString(CultureInfo.InvariantCulture), pages[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pdf_LongTable_RepeatsItsHeaderOnEveryPage()
    {
        using PdfDocument file = PdfDocument.Open(Made(SomeReport.Of(SomeReport.LongTable(200))));
        Assert.InRange(file.NumberOfPages, 5, 9);
        Assert.All(file.GetPages(), page => Assert.Single(Occurrences(TextOf(page), "上年同期(起)")));
    }

    [Fact]
    public void Pdf_HeadingAtTheFootOfAPage_GoesOnWithItsText()
    {
        for (int lines = 15; lines < 24; lines++)
        {
            List<ReportBlock> blocks = [.. Enumerable.Range(0, lines).Select(_ => new ParagraphBlock("平稳。")), new HeadingBlock(1, "二、警情分析", "a"), new HeadingBlock(2, "(一)发案区域", "b"), new ParagraphBlock("此后是正文,此后是正文,此后是正文,此后是正文,此后是正文,此后是正文。")];
            using PdfDocument file = PdfDocument.Open(Made(new ReportDocument(SomeReport.Head, blocks)));
            string page = TextOf(file.GetPages().Single(page => TextOf(page).Contains("二、警情分析", StringComparison.Ordinal)));
            Assert.Contains("(一)发案区域此后是正文", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pdf_TableOfTenThousandRows_IsWholeAndSmall()
    {
        byte[] made = Made(SomeReport.Of(SomeReport.LongTable(10_000)));
        Assert.InRange(made.Length, 100_000, 5_000_000);
        using PdfDocument file = PdfDocument.Open(made);
        Assert.InRange(file.NumberOfPages, 250, 450);
        Assert.Contains("10000", TextOf(file.GetPage(file.NumberOfPages)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_HundredCharts_AreAllDrawn()
    {
        Made(SomeReport.Of([.. Enumerable.Range(1, 100).Select(number => SomeReport.RankingChart with { Caption = $"图{number} 排名" })]));
        Assert.Equal(100, Painter.Drawn);
    }

    [Fact]
    public void Pdf_NameOfFortyCharactersAndManyColumns_StayInside()
    {
        string name = string.Concat(Enumerable.Repeat("云和县公安局紧水滩派出所", 4))[..40];
        TableBlock wide = SomeReport.ClassTable with
        {
            Columns = [.. Enumerable.Range(0, 16).Select(place => new ReportColumn($"c{place}", place == 0 ? "单位" : $"第{place}类警情", place == 0 ? CellKind.Text : CellKind.Rate))],
            Rows = [new ReportRow([SomeReport.Word(name), .. Enumerable.Repeat(SomeReport.Rate(12.3456m), 15)])],
        };
        using PdfDocument file = PdfDocument.Open(Made(SomeReport.Of(wide, new HeadingBlock(2, name, "long"))));
        Assert.All(file.GetPages().SelectMany(page => page.Letters), letter => Assert.InRange(letter.EndBaseLine.X, PdfPage.Left - 1, PdfPage.Left + PdfPage.TextWidth + 1));
        Assert.Equal(15, Occurrences(TextOf(file.GetPage(1)), "+1234.56%").Count());
    }

    [Fact]
    public void Pdf_RowHigherThanAPage_GoesOnOnTheNext()
    {
        string text = string.Concat(Enumerable.Range(1, 400).Select(number => string.Create(CultureInfo.InvariantCulture, $"第{number}条说明。")));
        TableBlock table = SomeReport.ClassTable with { Columns = [new ReportColumn("a", "甲", CellKind.Text), new ReportColumn("b", "乙", CellKind.Text, 0.3)], Rows = [new ReportRow([SomeReport.Word("甲"), SomeReport.Word(text)])] };
        string read = TextOf(Made(SomeReport.Of(table)));
        Assert.Contains("第400条", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_DrawnByPoppler_HasNoComplaint()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftoppm"), "poppler-utils is not installed (tests/packages.txt).");
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "report.pdf");
        await File.WriteAllBytesAsync(path, Made(SomeReport.Document), TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("/usr/bin/pdftoppm") { RedirectStandardError = true, ArgumentList = { "-r", "20", path, Path.Combine(folder.Path, "page") } };
        using Process process = Process.Start(start)!; // it is there: checked above
        string complaints = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", complaints);
        Assert.Equal(9, Directory.GetFiles(folder.Path, "page*.ppm").Length);
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (int place = text.IndexOf(part, StringComparison.Ordinal); place >= 0; place = text.IndexOf(part, place + 1, StringComparison.Ordinal))
        {
            yield return place;
        }
    }

    private static IEnumerable<string> TextsOf(ReportBlock block) => block switch
    {
        HeadingBlock heading => [heading.Text],
        ParagraphBlock paragraph => [paragraph.Text],
        TableBlock table => [table.Caption, .. table.Notes, .. table.Columns.Select(column => column.Title), .. table.Rows.SelectMany(row => row.Cells).Select(cell => cell.Text)],
        ChartBlock chart => [chart.Caption],
        _ => [],
    };

    private static string TextOf(byte[] made)
    {
        using PdfDocument file = PdfDocument.Open(made);
        return string.Concat(file.GetPages().Select(TextOf));
    }

    /// <summary>In the order of drawing, without the spaces that are only distances.</summary>
    private static string TextOf(Page page)
    {
        StringBuilder text = new();
        foreach (Letter letter in page.Letters)
        {
            text.Append(letter.Value);
        }

        return text.ToString().Replace(" ", "", StringComparison.Ordinal);
    }
}
