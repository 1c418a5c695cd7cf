using Tongbi.Dashboard.Charts;

namespace Tongbi.Dashboard.Tests.Charts;

/// <summary>Charts of every kind that are hard to draw: long names, too many rows, nothing known, all zero, below zero, huge.</summary>
internal static class HardCharts
{
    public const string LongName = "云和县公安局凤凰山街道派出所暨城东片区综合指挥室社会治安联合巡防工作站第三分队演示";

    private static readonly string[] Days = [.. Enumerable.Range(1, 31).Select(day => $"10-{day:00}")];

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, ChartSpec> All { get; } = new Dictionary<string, ChartSpec>
    {
        ["trend"] = Trend(31, index => index is 5 or 6 or 8 ? null : index * 7 % 23) with
        {
            BaseName = "上年同期",
            Base = [.. Enumerable.Range(0, 31).Select(index => (decimal?)(index * 5 % 19))],
            Low = [.. Enumerable.Range(0, 31).Select(index => (decimal?)(index == 3 ? null : 4))],
            High = [.. Enumerable.Range(0, 31).Select(_ => (decimal?)16)],
            Threshold = 18.5m,
            ProvisionalFrom = 28,
            Episodes = [(0, 2), (20, 31)],
        },
        ["trend with long words"] = Trend(24, index => index) with { Title = LongName + LongName + LongName, Subtitle = LongName + LongName, Footnote = LongName + LongName + LongName, Name = LongName, BaseName = LongName, Base = new decimal?[24], Labels = [.. Enumerable.Repeat(LongName, 24)] },
        ["trend of one day"] = Trend(1, _ => 12),
        ["trend of nothing"] = Trend(0, _ => 0),
        ["trend unknown"] = Trend(31, _ => null),
        ["trend zero"] = Trend(31, _ => 0),
        ["trend negative"] = Trend(31, index => -index),
        ["trend huge"] = Trend(7, index => index * (decimal)long.MaxValue / 6),
        ["trend tiny"] = Trend(7, index => index * 0.0001m),
        ["trend of a leap year"] = Trend(366, index => index % 50),
        ["ranking"] = Ranking(8),
        ["ranking of one"] = Ranking(1),
        ["ranking of a hundred"] = Ranking(100),
        ["ranking of none"] = Ranking(0),
        ["ranking negative"] = new RankingSpec { Title = "负", Rows = [new BarRow("甲", 3, "3", -2), new BarRow(LongName, -4, LongName), new BarRow("丙", null, "—")] },
        ["ranking zero"] = new RankingSpec { Title = "零", Rows = [new BarRow("甲", 0, "0", 0), new BarRow("乙", null, "—")] },
        ["heat map"] = Heat(7, 24, cell => cell == 30 ? null : cell % 17),
        ["heat map unknown"] = Heat(7, 24, _ => null),
        ["heat map zero"] = Heat(7, 24, _ => 0),
        ["heat map huge"] = Heat(7, 24, cell => cell * 1_000_000_007L),
        ["heat map of many"] = Heat(60, 31, cell => cell),
        ["heat map of none"] = Heat(0, 0, _ => null),
        ["shares"] = new SharesSpec { Title = "占比", ValueUnit = "起", Parts = [.. Enumerable.Range(0, 30).Select(part => new BarRow(part == 2 ? LongName : $"第{part}类", 300 - (part * 10), $"{300 - (part * 10)} 3.33%"))] },
        ["shares zero"] = new SharesSpec { Title = "零", Parts = [new BarRow("甲", 0, "0"), new BarRow("乙", null, "—")] },
        ["shares of none"] = new SharesSpec { Title = "无", Parts = [] },
        ["waterfall"] = Waterfall(6),
        ["waterfall of many"] = Waterfall(60),
        ["waterfall of none"] = Waterfall(0),
        ["waterfall below zero"] = new WaterfallSpec { Title = "负", From = new("上年", -3, "−3"), To = new("本年", -8, "−8"), Steps = [new(LongName, -5, "−5")] },
        ["multiples"] = Multiples(12),
        ["multiples of one"] = Multiples(1),
        ["multiples of a hundred"] = Multiples(100),
        ["multiples of none"] = Multiples(0),
    };

    private static TrendSpec Trend(int count, Func<int, decimal?> value) => new()
    {
        Title = "警情趋势",
        Subtitle = "2026年10月,每日",
        ValueUnit = "起",
        Footnote = "数据截至 2026-10-29 10:00,版本 18",
        Labels = [.. Enumerable.Range(0, count).Select(index => Days[index % Days.Length])],
        Name = "本年",
        Values = [.. Enumerable.Range(0, count).Select(value)],
    };

    private static RankingSpec Ranking(int count) => new()
    {
        Title = "派出所排名",
        ValueUnit = "起",
        Rows = [.. Enumerable.Range(0, count).Select(row => new BarRow(row % 4 == 3 ? LongName : $"第{row}派出所", 200 - row, $"{200 - row} ↑ 20.00%", 150))],
    };

    private static HeatmapSpec Heat(int rows, int columns, Func<int, long?> value) => new()
    {
        Title = "发生时段",
        ValueUnit = "起",
        Rows = [.. Enumerable.Range(0, rows).Select(row => row == 1 ? LongName : $"星期{row}")],
        Columns = [.. Enumerable.Range(0, columns).Select(column => $"{column}")],
        Values = [.. Enumerable.Range(0, rows * columns).Select(value)],
    };

    private static WaterfallSpec Waterfall(int count) => new()
    {
        Title = "变化构成",
        ValueUnit = "起",
        From = new BarRow("上年同期", 794, "794"),
        To = new BarRow("本期", 993, "993"),
        Steps = [.. Enumerable.Range(0, count).Select(step => new BarRow(step == 1 ? LongName : $"第{step}类", step % 3 == 0 ? -20 : step % 7 == 0 ? 0 : 60, "±60"))],
    };

    private static SmallMultiplesSpec Multiples(int count) => new()
    {
        Title = "各所趋势",
        ValueUnit = "起",
        Panels = [.. Enumerable.Range(0, count).Select(panel => Trend(panel == 5 ? 0 : 31, index => panel == 4 ? null : (index * panel) % 23) with { Title = panel == 2 ? LongName : $"第{panel}派出所" })],
    };
}
