using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

public sealed class SentenceTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";

    [Fact]
    public void Sentence_OfAYear_IsTheBulletins()
    {
        StatisticItem item = Say(Office().Count("2019-03-05T11", 993).Count("2018-07-09T23", 794), "2019", ["year"]);

        Assert.Equal("2019年县incident993起,同比上升25.06%", item.Sentence);
        Assert.Equal("incident, County, 2019: 993; up 25.06% year on year", item.SentenceEn);
    }

    [Fact]
    public void Sentence_OfAWeek_SaysTheWeekBeforeAndTheDifference()
    {
        Office office = Office().Count("2019-06-05T10", 62).Count("2019-05-30T10", 81);

        StatisticItem item = Say(office, "2019-W23", ["previous"], decimals: 1);

        Assert.Equal("2019年第23周县incident62起,较上周的81起减少19起,环比下降23.5%", item.Sentence);
        Assert.Equal("incident, County, 2019 week 23: 62; 19 fewer than the 81 of the week before, down 23.5% on the previous period", item.SentenceEn);
    }

    [Theory]
    [InlineData(15, 16, 1, "下降6.3%")] // −6.25: rounded once, from the counts
    [InlineData(44, 46, 1, "下降4.3%")]  // −4.3478: by way of −4.35 it would be 4.4
    [InlineData(63, 160, 2, "下降60.63%")]
    [InlineData(10004, 10000, 1, "基本持平")]
    [InlineData(10004, 10000, 2, "上升0.04%")]
    [InlineData(50, 50, 2, "持平")]
    [InlineData(5, 0, 2, "上年同期为0起,不计算增幅")]
    public void Sentence_WithChosenDecimals_RoundsOnce(long current, long @base, int decimals, string end)
    {
        StatisticItem item = Say(Office().Count("2019-06-05T10", current).Count("2018-06-05T10", @base), "2019-06", ["year"], decimals);

        Assert.EndsWith(end, item.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_OfNoCase_SaysSoOnce()
    {
        StatisticItem item = Say(Office().Count("2018-06-05T10", 7), "2019-06", ["year"]);

        Assert.Equal("2019年6月县incident零发案,同比下降100.00%", item.Sentence);
    }

    [Fact]
    public void Sentence_OfUnlikeDays_AddsBothDailyMeans()
    {
        Office office = new Office().Known("2019-01-01", "2020-03-05").Count("2020-02-05T10", 290).Count("2019-02-05T10", 280);

        StatisticItem item = Say(office, "2020-02", ["year"], at: "2020-03-04T10:00:00+08:00");

        Assert.Equal("2020年2月县incident290起,同比上升3.57%,日均10起(上年同期日均10起)", item.Sentence);
    }

    [Fact]
    public void Sentence_OfARunningPeriod_SaysAsOfWhenItsFiguresAre()
    {
        Office office = Office().Count("2019-06-05T09", 12).Count("2019-06-05T10", 1).Count("2018-06-05T09", 10);

        StatisticItem item = Say(office, "mtd", ["year"], at: "2019-06-05T10:30:00+08:00");

        Assert.Equal("本月(截至2019-06-05 10:00)县incident12起,同比上升20.00%", item.Sentence);
    }

    [Fact]
    public void Sentence_OfARatio_ASplitAndTheUnknown_NamesThem()
    {
        Office office = new Office();
        office.Known("2018-01-01", "2020-01-05", office.Accepted).Known("2018-01-01", "2020-01-05", office.Resolved)
            .Count("2019-06-05T10", 100, office.Accepted).Count("2019-06-05T10", 93, office.Resolved)
            .Count("2018-06-05T10", 100, office.Accepted).Count("2018-06-05T10", 90, office.Resolved);

        Assert.Equal("2019年县化解率93.00%,同比上升3个百分点", Say(office, "2019", ["year"], metric: office.ResolveRate).Sentence);
        Assert.Equal("2019年县incident无数据", Say(office, "2019", ["year"]).Sentence);
        StatisticsRequest byUnit = Office().Request("2019", "none") with { Sentences = true, By = SplitBy.Category };
        Assert.StartsWith("2019年县incident(行政)", Office().Ask(Later, byUnit).Items[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_NotAskedFor_AreAbsent() => Assert.Null(Office().Ask(Later, "2019").Sentence);

    [Theory]
    [InlineData("2019-Q2", "2019年第2季度")]
    [InlineData("2019-06-05", "2019年6月5日")]
    [InlineData("2019-06-05/2019-06-08", "2019年6月5日至2019年6月7日")]
    [InlineData("last-7d", "近7日")]
    [InlineData("last-12m", "近12个月")]
    [InlineData("yesterday", "昨日")]
    [InlineData("ytd", "今年以来")]
    public void Sentence_NamesEveryKindOfPeriod(string period, string name) =>
        Assert.StartsWith(name, Say(Office(), period, ["none"]).Sentence, StringComparison.Ordinal);

    private static Office Office() => new Office().Known("2018-01-01", "2020-01-05");

    private static StatisticItem Say(Office office, string period, string[] compare, int decimals = 2, string at = Later, Metric? metric = null) =>
        Assert.Single(office.Ask(at, office.Request(period, "none", metric) with { Compare = compare, Sentences = true, SentenceDecimals = decimals }).Items);
}
