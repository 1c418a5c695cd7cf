using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;

namespace Tongbi.Benchmarks.Charts;

/// <summary>Milliseconds for a picture of each kind at 800 × 400, warm and on one core; told in processor time, so that what else the machine does counts little.</summary>
internal static class ChartsBenchmark
{
    private const int Rounds = 40;

    public static Task RunAsync(string[] arguments)
    {
        Stopwatch first = Stopwatch.StartNew();
        ScottPlotPainter painter = new(new ShippedFonts(NullLogger<ShippedFonts>.Instance));
        ChartSize size = new(800, 400);
        ReadOnlyMemory<byte> opened = painter.Png(Specs()[0].Spec, size, ChartTheme.Light);
        Say($"  the first picture of a process, fonts and compilation included: {first.ElapsedMilliseconds} ms ({opened.Length:N0} bytes)");
        foreach ((string name, ChartSpec spec) in Specs())
        {
            int png = 0;
            int svg = 0;
            double pngTime = Measure(() => png = painter.Png(spec, size, ChartTheme.Light).Length);
            double svgTime = Measure(() => svg = painter.Svg(spec, size, ChartTheme.Light).Length);
            Say($"  {name,-34} PNG {pngTime,6:F1} ms {png,9:N0} bytes   SVG {svgTime,6:F1} ms {svg,9:N0} bytes");
        }

        return Task.CompletedTask;
    }

    private static double Measure(Action draw)
    {
        draw();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        for (int round = 0; round < Rounds; round++)
        {
            draw();
        }

        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / Rounds;
    }

    private static (string Name, ChartSpec Spec)[] Specs()
    {
        string[] days = [.. Enumerable.Range(1, 31).Select(day => $"10-{day:00}")];
        TrendSpec Trend(string title, int seed) => new()
        {
            Title = title,
            Subtitle = "云和县 · 2026-10-01 至 2026-10-31 · 与上年同期比较",
            ValueUnit = "起",
            Footnote = "数据截至 2026-10-31 10:00 · 口径:有效警情,不含重复报警",
            Simulated = true,
            Labels = days,
            Name = "本期",
            Values = [.. days.Select((_, index) => (decimal?)(index * (7 + seed) % 31))],
            BaseName = "上年同期",
            Base = [.. days.Select((_, index) => (decimal?)(index * (5 + seed) % 29))],
        };
        BarRow[] rows = [.. Enumerable.Range(1, 12).Select(row => new BarRow($"第{row}派出所(演示)", 300 - (row * 20), $"{300 - (row * 20)} ▲ +20.00%", 250 - (row * 15)))];
        return
        [
            ("trend of a month", Trend("警情趋势", 0)),
            ("ranking of 12", new RankingSpec { Title = "警情排名", ValueUnit = "起", Simulated = true, Rows = rows }),
            ("heat map", new HeatmapSpec { Title = "发生时段", Simulated = true, Rows = [.. "一二三四五六日".Select(day => "星期" + day)], Columns = [.. Enumerable.Range(0, 24).Select(hour => hour.ToString(CultureInfo.InvariantCulture))], Values = [.. Enumerable.Range(0, 168).Select(cell => (long?)(cell * 7 % 40))] }),
            ("shares of 12", new SharesSpec { Title = "构成", Simulated = true, Parts = rows }),
            ("waterfall of 12", new WaterfallSpec { Title = "变化构成", Simulated = true, From = new BarRow("上年同期", 794, "794"), To = new BarRow("本期", 993, "993"), Steps = [.. rows.Select((row, index) => row with { Value = index % 3 == 0 ? -20 : 30 })] }),
            ("multiples of 12", new SmallMultiplesSpec { Title = "各所趋势", Simulated = true, Panels = [.. rows.Select((row, index) => Trend(row.Label, index))] }),
        ];
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
