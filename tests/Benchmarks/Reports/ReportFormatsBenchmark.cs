using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Csv;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Docx;
using Tongbi.Dashboard.Reports.Pdf;
using Tongbi.Dashboard.Reports.Xlsx;

namespace Tongbi.Benchmarks.Reports;

/// <summary>A month of the usual size (8 headings, 8 paragraphs, 5 tables of 30 rows, 8 charts) laid out in each format; the figures are not computed here.</summary>
internal static class ReportFormatsBenchmark
{
    private const int Times = 5;

    public static Task RunAsync(string[] args)
    {
        _ = args;
        ShippedFonts fonts = new(NullLogger<ShippedFonts>.Instance);
        ScottPlotPainter painter = new(fonts);
        ReportDocument document = Some();
        foreach (IReportFormat format in (IReportFormat[])[new CsvFormat(), new XlsxFormat(), new DocxFormat(painter, fonts), new PdfFormat(painter, fonts)])
        {
            using MemoryStream first = new();
            format.Write(document, ReportTemplate.Default, first, CancellationToken.None);
            double best = double.MaxValue;
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int time = 0; time < Times; time++)
            {
                long started = Stopwatch.GetTimestamp();
                format.Write(document, ReportTemplate.Default, Stream.Null, CancellationToken.None);
                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            double allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Times / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{format.Id,-6}{best,8:0} ms{allocated,8:0} MB allocated{first.Length / 1000,8} kB"));
        }

        return Task.CompletedTask;
    }

    private static ReportDocument Some()
    {
        ReportHead head = new()
        {
            Title = "云和县公安局2026年10月警情分析",
            Period = "2026年10月1日至10月31日(31天)",
            Unit = "云和县公安局",
            Language = "zh-CN",
            Version = 1,
            AsOf = new DateTimeOffset(2026, 11, 3, 9, 30, 0, TimeSpan.FromHours(8)),
            Footer = "数据截至2026-11-03 09:30 · 版本1",
            Watermark = "模拟数据",
        };
        List<ReportBlock> blocks = [new ContentsBlock("目录"), new PageBreakBlock()];
        for (int part = 1; part <= 8; part++)
        {
            blocks.Add(new HeadingBlock(1, $"第{part}部分 警情概况", $"h{part}"));
            blocks.Add(new ParagraphBlock("2026年10月,全县共接报有效警情4012起,日均129.4起,同比上升10.10%,环比上升3.64%;其中黄赌毒线索警情206起,同比下降23.99%。"));
            blocks.Add(new ChartBlock($"c{part}", $"图{part} 日警情走势", new TrendSpec
            {
                Title = "日警情走势",
                ValueUnit = "起",
                Labels = [.. Enumerable.Range(1, 31).Select(day => day.ToString("10-00", CultureInfo.InvariantCulture))],
                Name = "本年",
                Values = [.. Enumerable.Range(0, 31).Select(day => (decimal?)(100 + (day * 7 % 23)))],
                BaseName = "上年同期",
                Base = [.. Enumerable.Range(0, 31).Select(day => (decimal?)(95 + (day * 5 % 19)))],
            }));
            if (part <= 5)
            {
                blocks.Add(Table(part));
            }
        }

        return new ReportDocument(head, blocks);
    }

    private static TableBlock Table(int number) => new()
    {
        Id = $"t{number}",
        Caption = $"表{number} 各类警情统计表",
        Sheet = $"表{number}",
        Columns =
        [
            new("class", "警情类别", CellKind.Text, 2), new("current", "本月", CellKind.Count), new("previous", "上月", CellKind.Count),
            new("base", "上年同期", CellKind.Count), new("yoy", "同比", CellKind.Rate), new("pop", "环比", CellKind.Rate),
        ],
        Rows = [.. Enumerable.Range(1, 30).Select(row => new ReportRow(
        [
            new($"第{row}类警情"), new("993", 993), new("870", 870), new("794", 794), new("+25.06%", 0.2506m), new("+14.14%", 0.1414m),
        ]))],
    };
}
