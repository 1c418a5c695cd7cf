using System.Globalization;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>A month's report with every kind of block, in the words that an office would use.</summary>
internal static class SomeReport
{
    public static readonly string[] Stations = ["浮云派出所", "元和派出所", "白龙山派出所", "崇头派出所", "石塘派出所", "紧水滩派出所"];

    public static ReportHead Head { get; } = new()
    {
        Title = "云和县公安局2026年10月警情分析",
        Subtitle = "云公指〔2026〕10号",
        Period = "2026年10月1日至10月31日(31天)",
        Unit = "云和县公安局",
        Language = "zh-CN",
        Version = 48_213,
        AsOf = new DateTimeOffset(2026, 11, 3, 9, 30, 0, TimeSpan.FromHours(8)),
        Footer = "数据截至2026-11-03 09:30 · 版本48213 · 口径:有效警情,按发生时间 · 内部",
        Watermark = "模拟数据",
    };

    public static ReportDocument Document => new(Head, Blocks());

    public static ReportDocument Of(params ReportBlock[] blocks) => new(Head, blocks);

    public static ReportCell Word(string text) => new(text);

    public static ReportCell Count(long value) => new(value.ToString("#,0", CultureInfo.InvariantCulture), value);

    public static ReportCell Change(long value) => new(value.ToString("+0;−0;0", CultureInfo.InvariantCulture), value);

    public static ReportCell Rate(decimal value) => new((value * 100).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture) + "%", value);

    public static ReportCell Share(decimal value) => new((value * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%", value);

    public static ReportCell Mean(decimal value) => new(value.ToString("0.0", CultureInfo.InvariantCulture), value);

    /// <summary>表1, with the founding figures.</summary>
    public static TableBlock ClassTable { get; } = new()
    {
        Id = "classes",
        Caption = "表1 各类警情统计表",
        Sheet = "各类警情",
        Columns =
        [
            new ReportColumn("class", "警情类别", CellKind.Text, 2),
            new ReportColumn("current", "本月", CellKind.Count),
            new ReportColumn("previous", "上月", CellKind.Count),
            new ReportColumn("base", "上年同期", CellKind.Count),
            new ReportColumn("yoy", "同比", CellKind.Rate, 1.2),
            new ReportColumn("pop", "环比", CellKind.Rate, 1.2),
            new ReportColumn("mean", "日均", CellKind.Mean),
            new ReportColumn("share", "占比", CellKind.Share, 1.1),
        ],
        Rows =
        [
            Line("有效警情", 4_012, 3_871, 3_644, 1m, 0),
            Line("行政案件类警情", 404, 398, 431, 0.1007m, 1),
            Line("殴打他人", 88, 91, 102, 0.0219m, 2),
            Line("黄赌毒线索警情", 206, 240, 271, 0.0513m, 1),
            Line("查处行政案件", 993, 870, 794, 0.2475m, 1),
            new ReportRow([Word("群体性事件"), Count(0), Count(0), Count(0), Word("持平(均为0起)"), Word("—"), Mean(0), Share(0)], 1),
            Line("合计", 4_012, 3_871, 3_644, 1m, 0, total: true),
        ],
        Notes = ["注:因四舍五入,占比之和可能不等于100%,未作机械调整。上年同期基数小于10起的,标注“基数较小”。"],
    };

    /// <summary>A long table of stations.</summary>
    public static TableBlock LongTable(int rows, string id = "stations") => new()
    {
        Id = id,
        Caption = "附表1 各所警情明细表",
        Sheet = "各所明细" + (id == "stations" ? "" : id),
        Columns =
        [
            new ReportColumn("rank", "位次", CellKind.Rank, 0.6),
            new ReportColumn("unit", "单位", CellKind.Text, 2.4),
            new ReportColumn("current", "本月(起)", CellKind.Count),
            new ReportColumn("base", "上年同期(起)", CellKind.Count, 1.2),
            new ReportColumn("change", "增减(起)", CellKind.Change),
            new ReportColumn("yoy", "同比", CellKind.Rate, 1.2),
        ],
        Rows = [.. Enumerable.Range(0, rows).Select(place => new ReportRow(
        [
            new ReportCell((place + 1).ToString(CultureInfo.InvariantCulture), place + 1),
            Word(Stations[place % Stations.Length] + (place >= Stations.Length ? (place / Stations.Length).ToString("第0警务室", CultureInfo.InvariantCulture) : "")),
            Count(100_000 - place),
            Count(90_000 + place),
            Change(10_000 - (2 * place)),
            Rate(Math.Round((10_000m - (2 * place)) / (90_000 + place), 4, MidpointRounding.AwayFromZero)),
        ]))],
    };

    public static ChartBlock TrendChart { get; } = new("trend", "图1 10月日警情走势", new TrendSpec
    {
        Title = "10月日警情走势",
        Subtitle = "2026年10月1日至31日,与上年同期比较",
        ValueUnit = "起",
        Footnote = "数据截至2026-11-03 09:30",
        Simulated = true,
        Labels = [.. Enumerable.Range(1, 31).Select(day => string.Create(CultureInfo.InvariantCulture, $"10-{day:00}"))],
        Name = "本年",
        Values = [.. Enumerable.Range(0, 31).Select(day => day == 11 ? null : (decimal?)(120 + (day * 7 % 23)))],
        BaseName = "上年同期",
        Base = [.. Enumerable.Range(0, 31).Select(day => (decimal?)(108 + (day * 5 % 19)))],
        Low = [.. Enumerable.Range(0, 31).Select(_ => (decimal?)95)],
        High = [.. Enumerable.Range(0, 31).Select(_ => (decimal?)140)],
        Threshold = 150,
    });

    public static ChartBlock RankingChart { get; } = new("ranking", "图2 各所警情排名", new RankingSpec
    {
        Title = "各所警情排名",
        ValueUnit = "起",
        Rows = [.. Stations.Select((name, place) => new BarRow(name, 900 - (place * 110), $"{900 - (place * 110)} ↑ {place + 1}.20%", 850 - (place * 100)))],
    });

    public static ChartBlock SharesChart { get; } = new("shares", "图3 警情类型占比", new SharesSpec
    {
        Title = "警情类型占比",
        ValueUnit = "起",
        Parts = [new("求助", 1500, "1500 37.39%"), new("纠纷", 1108, "1108 27.62%"), new("行政案件类", 404, "404 10.07%"), new("其他", 1000, "1000 24.93%")],
    }, 0.35);

    public static ChartBlock WaterfallChart { get; } = new("waterfall", "图4 同比变化构成", new WaterfallSpec
    {
        Title = "同比变化构成",
        ValueUnit = "起",
        From = new BarRow("上年同期", 3_644, "3644"),
        Steps = [new("求助", 420, "+420"), new("纠纷", 40, "+40"), new("行政案件类", -27, "−27"), new("黄赌毒线索", -65, "−65")],
        To = new BarRow("本期", 4_012, "4012"),
    });

    public static ChartBlock HeatmapChart { get; } = new("heatmap", "图5 星期与时段分布", new HeatmapSpec
    {
        Title = "星期与时段分布",
        ValueUnit = "起",
        Rows = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
        Columns = [.. Enumerable.Range(0, 24).Select(hour => hour.ToString("00时", CultureInfo.InvariantCulture))],
        Values = [.. Enumerable.Range(0, 7 * 24).Select(place => place == 30 ? null : (long?)(place * 13 % 47))],
    });

    public static ChartBlock MultiplesChart { get; } = new("multiples", "图6 各所警情走势", new SmallMultiplesSpec
    {
        Title = "各所警情走势",
        Panels = [.. Stations.Select((name, place) => new TrendSpec
        {
            Title = name,
            Labels = [.. Enumerable.Range(1, 12).Select(month => month.ToString("0月", CultureInfo.InvariantCulture))],
            Name = "本年",
            Values = [.. Enumerable.Range(0, 12).Select(month => (decimal?)(40 + (month * place % 13)))],
            BaseName = "上年同期",
            Base = [.. Enumerable.Range(0, 12).Select(month => (decimal?)(38 + (month * place % 11)))],
        })],
    });

    public static ChartBlock[] Charts => [TrendChart, RankingChart, SharesChart, WaterfallChart, HeatmapChart, MultiplesChart];

    private static ReportRow Line(string name, long current, long previous, long year, decimal share, int level, bool total = false) => new(
        [
            Word(name),
            Count(current),
            Count(previous),
            Count(year),
            Rate(Math.Round((current - year) / (decimal)year, 4, MidpointRounding.AwayFromZero)),
            Rate(Math.Round((current - previous) / (decimal)previous, 4, MidpointRounding.AwayFromZero)),
            Mean(Math.Round(current / 31m, 1, MidpointRounding.AwayFromZero)),
            Share(share),
        ],
        level,
        total);

    private static List<ReportBlock> Blocks() =>
    [
        new ContentsBlock("目录"),
        new PageBreakBlock(),
        new HeadingBlock(1, "一、警情概况", "overview"),
        new ParagraphBlock("2026年10月1日至10月31日,全县共接报有效警情4012起,日均129.4起,同比上升10.10%,环比上升3.64%。其中行政案件类警情404起,同比下降6.26%;黄赌毒线索警情206起,同比下降23.99%;查处行政案件993起,同比上升25.06%。"),
        ClassTable,
        TrendChart,
        new HeadingBlock(1, "二、警情分析", "analysis"),
        new HeadingBlock(2, "(一)发案区域", "areas"),
        new ParagraphBlock("零发案单位1个:紧水滩派出所;下降单位2个:元和派出所、崇头派出所;上升单位3个:浮云派出所(同比上升12.50%)、白龙山派出所(同比上升8.33%)、石塘派出所(同比上升4.00%,基数较小)。"),
        RankingChart,
        new HeadingBlock(3, "1.重点区域", "hotspots"),
        new ParagraphBlock("元和街道中山街、解放街一带夜间警情较为集中,占全县夜间警情的31.20%。银行网点周边通行秩序平稳。"),
        new HeadingBlock(2, "(二)类型占比", "types"),
        SharesChart,
        WaterfallChart,
        new HeadingBlock(2, "(三)高发时段", "hours"),
        new ParagraphBlock("警情高发时段为18时至22时,占全天警情的34.10%;周五、周六两天占全周警情的33.70%。"),
        HeatmapChart,
        new HeadingBlock(2, "(四)重要警情", "important"),
        new ParagraphBlock("10月12日,石塘镇发生一起山林火情,指挥中心接报后3分钟内完成调度,无人员伤亡。", ParagraphKind.Manual),
        new HeadingBlock(1, "三、行政案件与黄赌毒", "cases"),
        new ParagraphBlock("查处行政案件993起,同比上升25.06%。"),
        MultiplesChart,
        new HeadingBlock(1, "六、下步建议", "proposals"),
        new ParagraphBlock("加强夜间巡逻防控,组织开展重点场所清查整治;持续做好矛盾纠纷排查化解工作。", ParagraphKind.Manual),
        new PageBreakBlock(),
        new HeadingBlock(1, "附表", "appendix"),
        LongTable(60),
        new TableBlock { Id = "empty", Caption = "附表2 网上办结事项", Sheet = "网上办结", Columns = ClassTable.Columns, Rows = [] },
        new HeadingBlock(1, "口径说明", "definitions"),
        new ParagraphBlock("有效警情:110接警中扣除无效报警(无声、误拨、骚扰、重复、咨询)后的警情。", ParagraphKind.Note),
        new ParagraphBlock("同比:与上年同期相比的增减幅度,保留两位小数,四舍五入。", ParagraphKind.Note),
    ];
}
