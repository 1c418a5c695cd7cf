using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Xlsx;
using Tongbi.Testing;
using Xunit;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Tongbi.Dashboard.Tests.Reports;

public sealed class XlsxFormatTests : ReportFormatCompliance
{
    private protected override IReportFormat Format(IChartPainter painter) => new XlsxFormat();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Xlsx_ByTheSchemasOfExcel_HasNoMistake(string language)
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Document with { Head = SomeReport.Head with { Language = language } }));
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(file, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Xlsx_Sheets_AreCoverTextTablesAndCharts()
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Document));
        Assert.Equal(["封面", "正文", "各类警情", "图1", "图2", "图3", "图4", "图5", "图6", "各所明细", "网上办结"], Names(file));
    }

    [Fact]
    public void Xlsx_Cells_HaveTheNumbersOfTheReport()
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Document));
        foreach (TableBlock table in SomeReport.Document.Blocks.OfType<TableBlock>())
        {
            Cell[][] rows = Rows(file, table.Sheet);
            for (int row = 0; row < table.Rows.Count; row++)
            {
                for (int column = 0; column < table.Columns.Count; column++)
                {
                    ReportCell expected = table.Rows[row].Cells[column];
                    Cell cell = rows[row + 2][column];
                    if (expected.Value is { } value)
                    {
                        Assert.Equal(value, decimal.Parse(cell.CellValue!.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        Assert.Equal(expected.Text, cell.InlineString!.InnerText);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Xlsx_OpenedByLibreOffice_HasTheSameFigures()
    {
        using TemporaryFolder folder = new();
        byte[] only = Made(SomeReport.Of(SomeReport.ClassTable));
        // Of the filter's options: UTF-8 (76), the second sheet (2).
        byte[] converted = await LibreOffice.ConvertAsync(folder.Path, "report.xlsx", only, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2", TestContext.Current.CancellationToken, "report-各类警情.csv");
        string[] lines = Encoding.UTF8.GetString(converted).Split('\n');
        Assert.Equal("警情类别,本月,上月,上年同期,同比,环比,日均,占比", lines[1]);
        Assert.Equal("黄赌毒线索警情,206,240,271,-23.99%,-14.17%,6.6,5.13%", lines[5]); // as they are typed, without the looks of the format
        Assert.Equal("查处行政案件,993,870,794,25.06%,14.14%,32,24.75%", lines[6]);
    }

    [Fact]
    public void Xlsx_HeaderRows_StayInSightAndArePrintedAgain()
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Document));
        Pane pane = Part(file, "各类警情").Worksheet!.Descendants<Pane>().Single();
        Assert.Equal((2.0, 1.0, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.HorizontalSplit!.Value, pane.State!.Value));
        Assert.Contains(file.WorkbookPart!.Workbook!.Descendants<DefinedName>(), name => name.Text == "'各类警情'!$1:$2");
    }

    [Fact]
    public void Xlsx_TextThatLooksLikeAFormula_StaysText()
    {
        byte[] made = Made(SomeReport.Of(new ParagraphBlock("=HYPERLINK(\"http://example\")"), SomeReport.ClassTable with { Rows = [new ReportRow([.. Enumerable.Repeat(new ReportCell("=1+1"), 8)])] }));
        using SpreadsheetDocument file = Open(made);
        Assert.All(file.WorkbookPart!.WorksheetParts, part => Assert.Empty(part.Worksheet!.Descendants<CellFormula>()));
        Cell cell = Rows(file, "各类警情")[2][0];
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        CellFormat look = (CellFormat)file.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.ElementAt((int)cell.StyleIndex!.Value);
        Assert.True(look.QuotePrefix!.Value);
    }

    [Fact]
    public void Xlsx_Charts_AreExcelsOwnOverTheNumbersOfTheirSheet()
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Document));
        Assert.Equal([1, 1, 1, 1, 0, 6], Enumerable.Range(1, 6).Select(number => Part(file, $"图{number}").DrawingsPart?.ChartParts.Count() ?? 0));
        Assert.Contains("<c:f>&apos;图1&apos;!$B$3:$B$33</c:f>", Xml(Part(file, "图1").DrawingsPart!.ChartParts.Single()), StringComparison.Ordinal);
        Assert.NotEmpty(Part(file, "图5").Worksheet!.Descendants<ColorScale>());
    }

    [Fact]
    public void Xlsx_Waterfall_StandsOnInvisibleBarsThatReachToItsSteps()
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Of(SomeReport.WaterfallChart)));
        string[][] rows = [.. Rows(file, "图4").Select(row => row.Select(cell => cell.CellValue?.Text ?? "").ToArray())];
        Assert.Equal(["", "420", "3644", "", "420", ""], rows[3]);
        Assert.Equal(["", "-65", "4012", "", "", "65"], rows[6]);
        Assert.Equal(["", "4012", "", "4012", "", ""], rows[7]);
    }

    [Fact]
    public void Xlsx_PercentagePoints_AreCountedInHundredths()
    {
        TableBlock table = SomeReport.ClassTable with { Columns = [new ReportColumn("p", "增减", CellKind.Points)], Rows = [new ReportRow([new ReportCell("+1.50个百分点", 0.015m)])] };
        using SpreadsheetDocument file = Open(Made(SomeReport.Of(table)));
        Assert.Equal("1.500", Rows(file, "各类警情")[2][0].CellValue!.Text);
        Assert.Contains(file.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.Descendants<NumberingFormat>(), format => format.FormatCode == "+0.00\"个百分点\";\"−\"0.00\"个百分点\";0.00\"个百分点\"");
    }

    [Fact]
    public void Xlsx_NamesOfSheetsThatExcelRefuses_AreMended()
    {
        TableBlock Named(string name) => SomeReport.ClassTable with { Sheet = name };
        using SpreadsheetDocument file = Open(Made(SomeReport.Of(Named("a/b:c"), Named("A_b_C"), Named(new string('长', 40)), Named(new string('长', 40)), Named("'"), Named("封面"))));
        Assert.Equal(["封面", "a_b_c", "A_b_C_2", new string('长', 31), new string('长', 29) + "_2", "Sheet", "封面_2"], Names(file));
    }

    [Fact]
    public void Xlsx_TableOfTenThousandRows_IsComplete()
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Of(SomeReport.LongTable(10_000))));
        Assert.Equal(10_002, Rows(file, "各所明细").Length);
    }

    [Fact]
    public void Xlsx_HundredCharts_AreAllThere()
    {
        using SpreadsheetDocument file = Open(Made(SomeReport.Of([.. Enumerable.Range(1, 100).Select(number => SomeReport.TrendChart with { Caption = $"图{number} 走势" })])));
        Assert.Equal(100, file.WorkbookPart!.WorksheetParts.Sum(part => part.DrawingsPart?.ChartParts.Count() ?? 0));
    }

    [Fact]
    public void Xlsx_ChartsWithoutNumbers_AreValid()
    {
        ChartBlock[] empty =
        [
            new("a", "图1 空", new RankingSpec { Title = "空", Rows = [] }),
            new("b", "图2 空", new HeatmapSpec { Title = "空", Rows = [], Columns = [], Values = [] }),
            new("c", "图3 空", new SmallMultiplesSpec { Title = "空", Panels = [] }),
            new("d", "图4 空", new TrendSpec { Title = "空", Name = "本年", Labels = ["1日"], Values = [null] }),
        ];
        using SpreadsheetDocument file = Open(Made(SomeReport.Of([.. empty])));
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(file, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Description}"));
    }

    private static string[] Names(SpreadsheetDocument file) => [.. file.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!)];

    private static WorksheetPart Part(SpreadsheetDocument file, string name) =>
        (WorksheetPart)file.WorkbookPart!.GetPartById(file.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().Single(sheet => sheet.Name! == name).Id!.Value!);

    private static Cell[][] Rows(SpreadsheetDocument file, string name) =>
        [.. Part(file, name).Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().ToArray())];

    private static string Xml(OpenXmlPart part)
    {
        using StreamReader reader = new(part.GetStream(FileMode.Open, FileAccess.Read));
        return reader.ReadToEnd();
    }

    private static SpreadsheetDocument Open(byte[] file) => SpreadsheetDocument.Open(new MemoryStream(file, writable: false), isEditable: false);
}
