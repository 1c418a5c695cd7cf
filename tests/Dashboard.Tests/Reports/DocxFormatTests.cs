using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Docx;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

public sealed class DocxFormatTests : ReportFormatCompliance
{
    private protected override IReportFormat Format(IChartPainter painter) => new DocxFormat(painter, new ShippedFonts(NullLogger<ShippedFonts>.Instance));

    [Fact]
    public void Docx_ByTheSchemasOfWord_HasNoMistake() => AssertValid(Made(SomeReport.Document));

    [Fact]
    public void Docx_InEnglish_HasNoMistakeAndItsLanguage()
    {
        byte[] file = Made(SomeReport.Document with { Head = SomeReport.Head with { Language = "en" } });
        AssertValid(file);
        Assert.Contains("<w:lang w:val=\"en\"", Part(file, "word/styles.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Docx_Page_IsThatOfTheStandard()
    {
        using WordprocessingDocument file = Open(Made(SomeReport.Document));
        SectionProperties section = file.MainDocumentPart!.Document!.Body!.Elements<SectionProperties>().Single();
        PageMargin margin = section.GetFirstChild<PageMargin>()!;
        Assert.Equal((37, 26, 35, 28), (Millimetres(margin.Top!), Millimetres((int)margin.Right!.Value), Millimetres(margin.Bottom!), Millimetres((int)margin.Left!.Value)));
        DocGrid grid = section.GetFirstChild<DocGrid>()!;
        Assert.Equal(22, (int)((16838 - 2098 - 1984) / (double)grid.LinePitch!.Value));
        Assert.Equal(28, (int)((11906 - 1474 - 1588) / 20.0 / (16 + (DocxStyles.CharacterSpace / 20.0))));
    }

    [Fact]
    public void Docx_Table_RepeatsItsHeaderAndKeepsRowsWhole()
    {
        using WordprocessingDocument file = Open(Made(SomeReport.Of(SomeReport.LongTable(50))));
        TableRow[] rows = [.. file.MainDocumentPart!.Document!.Body!.Descendants<TableRow>()];
        Assert.Equal(51, rows.Length);
        Assert.NotNull(rows[0].TableRowProperties!.GetFirstChild<TableHeader>());
        Assert.All(rows, row => Assert.NotNull(row.TableRowProperties!.GetFirstChild<CantSplit>()));
    }

    [Fact]
    public void Docx_Captions_AreCountedByFields()
    {
        using WordprocessingDocument file = Open(Made(SomeReport.Document));
        string[] fields = [.. file.MainDocumentPart!.Document!.Descendants<FieldCode>().Select(code => code.Text.Trim()).Where(code => code.StartsWith("SEQ", StringComparison.Ordinal))];
        Assert.Equal(9, fields.Length);
        Assert.Equal(6, fields.Count(field => field == "SEQ 图 \\* ARABIC"));
        Assert.Equal(2, fields.Count(field => field == "SEQ 附表 \\* ARABIC"));
    }

    [Fact]
    public void Docx_CaptionOutOfTurn_KeepsItsNumber()
    {
        using WordprocessingDocument file = Open(Made(SomeReport.Of(SomeReport.ClassTable with { Caption = "表7 各类警情" })));
        Assert.Contains(file.MainDocumentPart!.Document!.Descendants<FieldCode>(), code => code.Text.Contains("\\r 7", StringComparison.Ordinal));
    }

    [Fact]
    public void Docx_Contents_ListTheHeadingsAndLeadToThem()
    {
        using WordprocessingDocument file = Open(Made(SomeReport.Document));
        Body body = file.MainDocumentPart!.Document!.Body!;
        HashSet<string> bookmarks = [.. body.Descendants<BookmarkStart>().Select(mark => mark.Name!.Value!)];
        Hyperlink[] links = [.. body.Descendants<Hyperlink>()];
        Assert.Equal(
            SomeReport.Document.Blocks.OfType<HeadingBlock>().Where(heading => heading.Level <= 2).Select(heading => heading.Text),
            links.Select(link => link.Descendants<Text>().First().Text));
        Assert.All(links, link => Assert.Contains(link.Anchor!.Value!, bookmarks));
        Assert.Equal(["2", "3", "3", "4", "5", "6", "6", "6", "7", "9"], links.Select(link => link.Descendants<Text>().Last().Text));
    }

    [Fact]
    public void Docx_Pictures_HaveWordsForThoseWhoCannotSeeThem()
    {
        using WordprocessingDocument file = Open(Made(SomeReport.Document));
        string[] words = [.. file.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().Select(picture => picture.Description!.Value!)];
        Assert.Equal(6, words.Length);
        Assert.Contains("图1 10月日警情走势 · 2026年10月1日至31日,与上年同期比较 · 数据截至2026-11-03 09:30", words);
    }

    [Fact]
    public void Docx_Foot_HasTheDataLineAndThePageNumber()
    {
        using WordprocessingDocument file = Open(Made(SomeReport.Document));
        Assert.All(file.MainDocumentPart!.FooterParts, foot =>
        {
            Assert.Contains(SomeReport.Head.Footer, foot.Footer!.InnerText, StringComparison.Ordinal);
            Assert.Contains("—  PAGE 1 —", foot.Footer.InnerText, StringComparison.Ordinal);
        });
        Assert.Equal(2, file.MainDocumentPart.FooterParts.Count());
    }

    [Theory]
    [InlineData("模拟数据", true)]
    [InlineData("", false)]
    public void Docx_Watermark_IsThereWhenAsked(string mark, bool there)
    {
        byte[] file = Made(new ReportDocument(SomeReport.Head with { Watermark = mark }, []));
        AssertValid(file);
        using WordprocessingDocument open = Open(file);
        Assert.Equal(there, open.MainDocumentPart!.HeaderParts.Single().Header!.OuterXml.Contains("textpath", StringComparison.Ordinal));
    }

    [Fact]
    public void Docx_Properties_HaveTheTimeOfTheData()
    {
        string core = Part(Made(SomeReport.Document), "docProps/core.xml");
        Assert.Contains("2026-11-03T01:30:00Z", core, StringComparison.Ordinal);
        Assert.Contains(SomeReport.Head.Title, core, StringComparison.Ordinal);
    }

    [Fact]
    public void Docx_TableOfTenThousandRows_IsValidAndComplete()
    {
        byte[] file = Made(SomeReport.Of(SomeReport.LongTable(10_000)));
        using WordprocessingDocument open = Open(file);
        Assert.Equal(10_001, open.MainDocumentPart!.Document!.Body!.Descendants<TableRow>().Count());
    }

    [Fact]
    public void Docx_HundredCharts_AreAllThere()
    {
        byte[] file = Made(SomeReport.Of([.. Enumerable.Range(1, 100).Select(number => SomeReport.RankingChart with { Id = $"c{number}", Caption = $"图{number} 排名" })]));
        AssertValid(file);
        using WordprocessingDocument open = Open(file);
        Assert.Equal(100, open.MainDocumentPart!.ImageParts.Count());
    }

    [Fact]
    public void Docx_OfficeTemplate_GivesStylesMarginsAndHead()
    {
        byte[] file = Made(SomeReport.Document, new ReportTemplate { Docx = OfficeTemplate.Make() });
        AssertValid(file);
        using WordprocessingDocument open = Open(file);
        Body body = open.MainDocumentPart!.Document!.Body!;
        Assert.DoesNotContain("范文", body.InnerText, StringComparison.Ordinal);
        Assert.Equal(1000, body.Elements<SectionProperties>().Single().GetFirstChild<PageMargin>()!.Top!.Value);
        Paragraph heading = body.Elements<Paragraph>().First(paragraph => paragraph.InnerText == "一、警情概况" && !paragraph.Descendants<Hyperlink>().Any());
        Assert.Equal("1", heading.ParagraphProperties!.ParagraphStyleId!.Val!.Value);
        Assert.Contains("云和县公安局文件", open.MainDocumentPart.HeaderParts.First().Header!.InnerText, StringComparison.Ordinal);
        Assert.Contains(open.MainDocumentPart.FooterParts, foot => foot.Footer!.InnerText.Contains(SomeReport.Head.Footer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not a zip file")]
    [InlineData("")]
    public void Docx_BrokenTemplate_SaysSo(string content)
    {
        ReportTemplateException wrong = Assert.Throws<ReportTemplateException>(() => Made(SomeReport.Document, new ReportTemplate { Docx = Encoding.UTF8.GetBytes(content) }));
        Assert.Contains("Word template", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Docx_TemplateOfAnotherKind_SaysSo()
    {
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("readme.txt");
        }

        Assert.Throws<ReportTemplateException>(() => Made(SomeReport.Document, new ReportTemplate { Docx = zip.ToArray() }));
    }

    [Fact]
    public async Task Docx_OpenedByLibreOffice_HasTheSameText()
    {
        using TemporaryFolder folder = new();
        byte[] converted = await LibreOffice.ConvertAsync(folder.Path, "report.docx", Made(SomeReport.Document), "txt:Text (encoded):UTF8", TestContext.Current.CancellationToken);
        string text = Encoding.UTF8.GetString(converted);
        foreach (ReportBlock block in SomeReport.Document.Blocks)
        {
            foreach (string expected in TextsOf(block))
            {
                Assert.Contains(expected, text, StringComparison.Ordinal);
            }
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

    private static void AssertValid(byte[] file)
    {
        using WordprocessingDocument open = Open(file);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(open, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    private static WordprocessingDocument Open(byte[] file) => WordprocessingDocument.Open(new MemoryStream(file, writable: false), isEditable: false);

    private static string Part(byte[] file, string name)
    {
        using ZipArchive zip = new(new MemoryStream(file), ZipArchiveMode.Read);
        using StreamReader reader = new(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static int Millimetres(int twips) => (int)Math.Round(twips / 56.693, MidpointRounding.AwayFromZero);
}
