using System.IO.Compression;
using System.Text;
using Tongbi.Collector.Sources.Folder;

namespace Tongbi.Collector.Tests.Sources.Folder;

public sealed class FolderTextTests
{
    private const string Mapped = """
        fields:
          id: { column: 编号 }
          unit: { column: 单位, default: PS02 }
          category: { column: 类别, split: "-", part: 2, values: { 赌博: admin/gambling }, otherwise: "盗窃" }
          occurredAt: { column: 时间, format: ["uuuu-MM-dd HH:mm", "uuuu年M月d日 H时m分"] }
        """;

    private const string Rows = "编号,单位,类别,时间,报警人\n𠮷1,PS01,行政-赌博,2026-01-31 08:00,\"张\n三\"\n㐂2,,刑事-盗,2026年1月31日 9时5分,李四\n";

    private static readonly string[] Counted = ["PS01 admin/gambling 2026-01-31T00:00:00Z = 1", "PS02 盗窃 2026-01-31T01:05:00Z = 1"];

    public static TheoryData<string, byte[]> Spellings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Rows) },
        { "utf-8 with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Rows)] },
        { "crlf", Encoding.UTF8.GetBytes(Rows.Replace("\n", "\r\n", StringComparison.Ordinal)) },
        { "gb18030", TextEncodings.Gb18030.GetBytes(Rows) },
        { "utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Rows)] },
        { "semicolons", Encoding.UTF8.GetBytes(Rows.Replace(',', ';')) },
        { "tabs", Encoding.UTF8.GetBytes(Rows.Replace(',', '\t')) },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Csv_InAnySpelling_GivesTheSameCounts(string spelling, byte[] bytes)
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        FileRecord file = await bench.TakeAsync("a.csv", bytes);

        Assert.True(file is { Fault: null, Received: 2, Rejected: 0 }, $"{spelling}: {file.Message}");
        Assert.Equal(Counted, await bench.CountsAsync());
    }

    [Fact]
    public async Task Gb18030_IsReadByItsName_WherePacked()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped + "\nencoding: gb18030");
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(TextEncodings.Gb18030.GetBytes(Rows));
        }

        FileRecord file = await bench.TakeAsync("a.csv.gz", packed.ToArray());

        Assert.Equal((null, 2L), (file.Fault, file.Inserted));
        Assert.Equal(Counted, await bench.CountsAsync());
    }

    [Fact]
    public async Task Gb18030_WithBytesThatAreNoCharacter_IsRefusedWithLineAndColumn()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        byte[] bytes = [.. TextEncodings.Gb18030.GetBytes("编号,单位,类别,时间\nA1,PS01,行政-"), 0xFF, .. "赌博,2026-01-31 08:00\n"u8];
        FileRecord file = await bench.TakeAsync("a.csv", bytes);

        Assert.Equal(FileFault.BadFile, file.Fault);
        Assert.Contains("GB18030", file.Message, StringComparison.Ordinal);
        Assert.Contains("(line 2, column 12)", file.Message, StringComparison.Ordinal);
        Assert.Empty(await bench.CountsAsync());
    }

    [Fact]
    public async Task Ndjson_WithTheFieldsOfTheContract_NeedsNoSourceAndTakesLocalTimes()
    {
        await using FolderBench bench = await FolderBench.StartAsync("zone: America/Chicago");
        FileRecord file = await bench.TakeAsync("a.ndjson", """
            {"id":"A1","metric":"incident","unit":"PS01","occurredAt":"2026-01-31T08:00:00"}
            {"id":"A2","metric":"incident","unit":"PS01","occurredAt":"2026-01-31T08:00:00+08:00","quantity":3}
            {"id":"A3","metric":"incident","unit":"PS01","occurredAt":"2026-01-31T08:00:00+08:00","name":"张三"}
            {"id":"A4","source":"mediation","metric":"accepted","unit":"PS01","occurredAt":"2026-01-31T08:00:00+08:00"}
            not json
            """);

        Assert.Equal((5L, 2L, 3L), (file.Received, file.Inserted, file.Rejected));
        Assert.Equal(["PS01  2026-01-31T00:00:00Z = 3", "PS01  2026-01-31T14:00:00Z = 1"], await bench.CountsAsync());
        Assert.Equal(["3,unknown_field", "4,forbidden_source", "5,bad_json"], bench.Reasons().Select(reason => string.Join(',', reason.Split(',').Take(2))));
    }

    [Fact]
    public async Task Rows_ThatAreRefused_StandInTheReasonsFileWithoutTheirValues()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        FileRecord file = await bench.TakeAsync("a.csv", "编号,单位,类别,时间,报警人\nA1,张三,x,2026-01-31 08:00,p\nA2,PS01,x,331125199001011234,p\nA3,PS01,x,2026-01-31 08:00\n,PS01,x,2026-01-31 08:00,p\nA5,PS01,x,2026-01-31 08:00,p\n");

        Assert.Equal((5L, 1L, 4L), (file.Received, file.Inserted, file.Rejected));
        Assert.Equal(["1,unknown_unit,unit", "2,bad_time,occurredAt", "3,bad_json,", "4,missing_field,id"], bench.Reasons().Select(reason => string.Join(',', reason.Split(',').Take(3))));
        Assert.DoesNotContain(bench.Reasons(), reason => reason.Contains("张三", StringComparison.Ordinal) || reason.Contains("19900101", StringComparison.Ordinal));
        Assert.Equal("编号,单位,类别,时间,报警人", File.ReadLines(Directory.EnumerateFiles(Path.Combine(bench.Inbox, "failed"), "a.csv", SearchOption.AllDirectories).Single()).First());
    }

    [Theory]
    [InlineData("a.csv", "编号,单位\nA1,PS01\n")]
    [InlineData("a.csv", "")]
    [InlineData("a.csv", "编号,单位,类别,时间\nA1,PS01,x,2026-01-31 08:00\nA2,\"PS01,x,2026-01-31 08:00\n")]
    [InlineData("a.json", "[{\"编号\":\"A1\"}")]
    [InlineData("a.csv.gz", "编号,单位,类别,时间\n")]
    public async Task File_ThatCannotBeReadAsAWhole_GoesToFailedAndCountsNothing(string name, string text)
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped);
        FileRecord file = await bench.TakeAsync(name, text);

        Assert.Equal(FileFault.BadFile, file.Fault);
        Assert.Equal([name, name + ".reasons.csv"], bench.Settled("failed"));
        Assert.Empty(await bench.CountsAsync());
        Assert.Equal(1, bench.Ledger.Activity["dispatch110"].Rejected);
    }

    [Fact]
    public async Task File_LargerThanTheFolderTakes_GoesToFailed()
    {
        await using FolderBench bench = await FolderBench.StartAsync(Mapped + "\nmaxMegabytes: 1");
        FileRecord large = await bench.TakeAsync("a.csv", "编号,单位,类别,时间\n" + new string('x', 1 << 20));
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("编号,单位,类别,时间" + new string('\n', 2 << 20)));
        }

        FileRecord bomb = await bench.TakeAsync("b.csv.gz", packed.ToArray());

        Assert.Equal((FileFault.TooLarge, FileFault.TooLarge), (large.Fault, bomb.Fault));
    }

    [Fact]
    public async Task File_OfManyRecords_IsCommittedInSlicesAndAddsUp()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        StringBuilder csv = new("id,metric,unit,occurredAt\n");
        for (int row = 0; row < 250_000; row++)
        {
            csv.Append('A').Append(row).Append(",incident,").Append(row % 1000 == 7 ? "PS99" : "PS01").Append(",2026-01-31T08:00:00+08:00\n");
        }

        FileRecord file = await bench.TakeAsync("a.csv", csv.ToString());

        Assert.Equal((250_000L, 249_750L, 250L), (file.Received, file.Inserted, file.Rejected));
        Assert.Equal(["PS01  2026-01-31T00:00:00Z = 249750"], await bench.CountsAsync());
        Assert.InRange(bench.Ledger.Version, 3, 4);
        Assert.Equal((249_750L, 250L), (bench.Ledger.Activity["dispatch110"].Accepted, bench.Ledger.Activity["dispatch110"].Rejected));
    }
}
