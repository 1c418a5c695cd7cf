using System.IO.Compression;
using System.Text;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Collector.Sources.Folder.Workbooks;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Sources.Folder;

public sealed class WorkbookTests
{
    private const string Mapped = """
        fields:
          id: { column: 编号 }
          unit: { column: 单位 }
          category: { column: 类别, values: { 赌博: admin/gambling, 其他: "" } }
          occurredAt: { column: 时间, format: "uuuu/M/d H:mm" }
        """;

    [Fact]
    public async Task Workbook_WithTextsNumbersAndTypedDates_IsCounted()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        byte[] sheet = new Sheet()
            .Row("编号", "单位", "类别", "时间", "备注")
            .Row("A1", "PS01", "赌博", Sheet.Date(46054.3333333333), "张三")
            .Row(20260131002, " PS02 ", "其他", "2026/1/31 9:05", null)
            .ToBytes();

        FileRecord file = await bench.TakeAsync("a.xlsx", sheet);

        Assert.Equal((null, 2L, 2L, 0L), (file.Fault, file.Received, file.Inserted, file.Rejected));
        Assert.Equal(["PS01 admin/gambling 2026-02-01T00:00:00Z = 1", "PS02  2026-01-31T01:05:00Z = 1"], await bench.CountsAsync());
        Assert.Equal(["a.xlsx"], bench.Settled("done"));
    }

    [Theory]
    [InlineData(61, false, "1900-03-01T00:00:00")]
    [InlineData(59, false, "1900-02-28T00:00:00")]
    [InlineData(1, false, "1900-01-01T00:00:00")]
    [InlineData(60, false, null)]
    [InlineData(0, false, null)]
    [InlineData(0.5, false, null)]
    [InlineData(-1, true, null)]
    [InlineData(0, true, "1904-01-01T00:00:00")]
    [InlineData(44593.75, true, "2026-02-02T18:00:00")]
    [InlineData(46054.999999999, false, "2026-02-02T00:00:00")]
    [InlineData(46054.333333333336, false, "2026-02-01T08:00:00")]
    [InlineData(1e300, false, null)]
    [InlineData(double.NaN, false, null)]
    public void SerialDate_OfBothSystems_IsTheDayThatTheSpreadsheetShows(double serial, bool is1904, string? expected)
    {
        bool isDate = SerialDate.TryRead(serial, is1904, out NodaTime.LocalDateTime time);

        Assert.Equal(expected, isDate ? SerialDate.ToText(time) : null);
    }

    [Theory]
    [InlineData("yyyy-mm-dd", true)]
    [InlineData("m/d/yy h:mm", true)]
    [InlineData("[$-804]yyyy\"年\"m\"月\"d\"日\";@", true)]
    [InlineData("General", false)]
    [InlineData("0.00E+00", false)]
    [InlineData("[h]:mm:ss", false)]
    [InlineData("h:mm", false)]
    [InlineData("#,##0\"day\"", false)]
    [InlineData("0_d", false)]
    [InlineData("0;[Red]d", false)]
    public void FormatCode_IsADateOnlyWhereItShowsOne(string code, bool expected) => Assert.Equal(expected, NumberFormats.IsDateFormat(code));

    [Fact]
    public async Task Cells_WithoutAValueThatCanBeTrusted_RefuseTheirRowWithTheRowOfTheSheet()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        byte[] sheet = new Sheet()
            .Row("云和县公安局接警登记表")
            .Skip(1)
            .Row("编号", "单位", "类别", "时间", "备注")
            .Row("A1", "PS01", "赌博", "2026/1/31 8:00", Sheet.Formula("A1", "x"))
            .Skip(2)
            .Row("A2", Sheet.Formula("VLOOKUP(1,2,3)", "PS01"), "赌博", "2026/1/31 8:00")
            .Row(331125202601310001m, "PS01", "赌博", "2026/1/31 8:00")
            .Row("A4", new Sheet.Raw("<c r=\"@\" t=\"e\"><v>#N/A</v></c>"), "赌博", "2026/1/31 8:00")
            .Row("A5", "PS01", "赌博", Sheet.Date(60))
            .Row("A6", "PS99", "赌博", "2026/1/31 8:00")
            .ToBytes();

        FileRecord file = await bench.TakeAsync("a.xlsx", sheet);

        Assert.Equal((6L, 1L, 5L), (file.Received, file.Inserted, file.Rejected));
        Assert.Equal(["a.xlsx", "a.xlsx.reasons.csv"], bench.Settled("failed"));
        Assert.Equal(["7,bad_cell,单位", "8,bad_cell,编号", "9,bad_cell,单位", "10,bad_cell,时间", "11,unknown_unit,unit"], bench.Reasons().Select(reason => string.Join(',', reason.Split(',').Take(3))));
    }

    [Fact]
    public async Task Formulas_WhereTheFolderTakesThem_CountWithTheirLastValue()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped + "\nformulas: cached");
        byte[] sheet = new Sheet().Row("编号", "单位", "类别", "时间").Row("A1", Sheet.Formula("B9", "PS01"), "赌博", "2026/1/31 8:00").ToBytes();

        FileRecord file = await bench.TakeAsync("a.xlsx", sheet);

        Assert.Equal((1L, 0L), (file.Inserted, file.Rejected));
    }

    [Fact]
    public async Task Header_OfTwoRowsWithMergedCells_NamesItsColumns()
    {
        await using FolderBench bench = await FolderBench.StartAsync("""
            fields:
              id: { column: 编号 }
              unit: { column: 处警/单位 }
              occurredAt: { column: 处警/时间 }
              category: { column: 小类, values: { 赌博: admin/gambling } }
            """);
        byte[] sheet = new Sheet()
            .Row("接警登记表")
            .Row("编号", "处警", null, "类别")
            .Row(null, "单位", "时间", "小类")
            .Row("A1", "PS01", Sheet.Date(46054), "赌博")
            .ToBytes();

        FileRecord file = await bench.TakeAsync("a.xlsx", sheet);

        Assert.Equal((null, 1L, 1L), (file.Fault, file.Received, file.Inserted));
    }

    [Fact]
    public async Task Workbook_WithTheFieldsOfTheContract_NeedsNoMappingAndRefusesOtherColumns()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        FileRecord good = await bench.TakeAsync("a.xlsx", new Sheet().Row("id", "unit", "metric", "occurredAt").Row("A1", "PS01", "incident", Sheet.Date(46054)).ToBytes());
        FileRecord bad = await bench.TakeAsync("b.xlsx", new Sheet().Row("id", "unit", "metric", "occurredAt", "name").Row("A2", "PS01", "incident", Sheet.Date(46054), "张三").ToBytes());

        Assert.Equal((null, 1L), (good.Fault, good.Inserted));
        Assert.Equal(FileFault.BadFile, bad.Fault);
        Assert.Contains("'name'", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_OfAMonthlySheet_AreReplacedByTheNextOne()
    {
        await using FolderBench bench = await FolderBench.StartAsync("""
            kind: counts
            sheet: 月报
            fields:
              metric: accepted
              unit: { column: 单位 }
              period: { column: 月份, format: "uuuu'年'M'月'", grain: month }
              count: { column: 数量 }
            """);
        await bench.TakeAsync("a.xlsx", new Sheet { SheetName = "月报" }.Row("单位", "月份", "数量").Row("PS01", "2025年6月", 12).ToBytes());
        await bench.TakeAsync("b.xlsx", new Sheet { SheetName = "月报" }.Row("单位", "月份", "数量").Row("PS01", Sheet.Date(45809), 15).ToBytes());

        Assert.Equal([$"PS01  Month {(2025 * 12) + 5} = 15"], await bench.CountsAsync());
    }

    public static TheoryData<string, byte[]> UnsafeWorkbooks => new()
    {
        { "macro", new Sheet { OtherParts = { ["xl/vbaProject.bin"] = "x" } }.Row("编号").ToBytes() },
        { "macro type", new Sheet { OtherParts = { ["[Content_Types].xml"] = "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>" } }.Row("编号").ToBytes() },
        { "link", new Sheet { OtherParts = { ["xl/externalLinks/externalLink1.xml"] = "<x/>" } }.Row("编号").ToBytes() },
        { "external", new Sheet { Relationships = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"http://127.0.0.1/x\" TargetMode=\"External\"/></Relationships>" }.Row("编号").ToBytes() },
        { "bomb", new Sheet { Rows = new string(' ', 64 << 20) }.ToBytes(CompressionLevel.SmallestSize) },
        { "deep", new Sheet { Rows = string.Concat(Enumerable.Repeat("<row>", 1000)) }.ToBytes() },
        { "long name", new Sheet { Rows = "<" + new string('x', 2 << 20) + "/>" }.ToBytes(CompressionLevel.NoCompression) },
        { "names", new Sheet { Rows = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<n{number}/>")) }.ToBytes(CompressionLevel.NoCompression) },
        { "many parts", ManyParts() },
    };

    [Theory]
    [MemberData(nameof(UnsafeWorkbooks))]
    public async Task Workbook_ThatIsUnsafe_GoesToFailedAndCountsNothing(string what, byte[] bytes)
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        FileRecord file = await bench.TakeAsync("a.xlsx", bytes);

        Assert.True(file.Fault == FileFault.UnsafeWorkbook, $"{what}: {file.Fault} {file.Message}");
        Assert.Equal(["a.xlsx", "a.xlsx.reasons.csv"], bench.Settled("failed"));
        Assert.Empty(await bench.CountsAsync());
    }

    public static TheoryData<string, byte[]> BrokenWorkbooks => new()
    {
        { "empty", [] },
        { "text", "编号,单位\n"u8.ToArray() },
        { "old", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0] },
        { "zip", Zip(("a.txt", "x")) },
        { "no sheet", new Sheet { OtherParts = { ["xl/workbook.xml"] = "<workbook/>" } }.ToBytes() },
        { "dtd", new Sheet { OtherParts = { ["xl/workbook.xml"] = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><workbook>&e;</workbook>" } }.ToBytes() },
        { "sheet outside", new Sheet { Relationships = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"../../../../etc/passwd\"/></Relationships>" }.ToBytes() },
        { "xml", new Sheet { Rows = "<row><c></row>" }.ToBytes() },
        { "cut", new Sheet().Row("编号", "单位", "类别", "时间").ToBytes()[..^400] },
        { "no header", new Sheet().Row("单位", "类别").Row("PS01", "赌博").ToBytes() },
        { "header twice", new Sheet().Row("编号", "单位", "类别", "时间", "单位").ToBytes() },
        { "column", new Sheet { Rows = "<row><c r=\"ZZZZ1\"><v>1</v></c></row>" }.ToBytes() },
    };

    [Theory]
    [MemberData(nameof(BrokenWorkbooks))]
    public async Task Workbook_ThatCannotBeRead_GoesToFailedAndCountsNothing(string what, byte[] bytes)
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        FileRecord file = await bench.TakeAsync("a.xlsx", bytes);

        Assert.True(file.Fault == FileFault.BadFile, $"{what}: {file.Fault} {file.Message}");
        Assert.Equal(["a.xlsx", "a.xlsx.reasons.csv"], bench.Settled("failed"));
    }

    [Fact]
    public async Task Workbook_DamagedBehindGoodRows_CountsNone()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        byte[] bytes = new Sheet { OtherParts = { ["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>编号</t></is></c><c t=\"inlineStr\"><is><t>单位</t></is></c><c t=\"inlineStr\"><is><t>类别</t></is></c><c t=\"inlineStr\"><is><t>时间</t></is></c></row><row><c t=\"inlineStr\"><is><t>A1</t></is></c><c t=\"inlineStr\"><is><t>PS01</t></is></c><c t=\"inlineStr\"><is><t>赌博</t></is></c><c t=\"inlineStr\"><is><t>2026/1/31 8:00</t></is></c></row><row>" } }.ToBytes();

        FileRecord file = await bench.TakeAsync("a.xlsx", bytes);

        Assert.Equal((FileFault.BadFile, 0), (file.Fault, (await bench.CountsAsync()).Length));
    }

    private static byte[] ManyParts() => Zip([.. Enumerable.Range(0, 3_000).Select(number => ($"p{number}", "x"))]);

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in parts)
            {
                using Stream part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }
}
