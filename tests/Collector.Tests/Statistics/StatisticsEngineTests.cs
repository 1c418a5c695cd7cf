using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

public sealed class StatisticsEngineTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";

    [Fact]
    public void Evaluate_OfTheFoundingFigure_IsTheAnswerOfTheContract()
    {
        Office office = new Office().Known("2018-01-01", "2020-01-05").Count("2019-03-05T11", 993).Count("2018-07-09T23", 794);
        office.Counts.Version = 18;

        StatisticsAnswer answer = office.Ask(Later, office.Request("2019"));

        Assert.Equal((18L, "2020-01-05T10:00:00+08:00"), (answer.Version, answer.AsOf));
        StatisticItem item = Assert.Single(answer.Items);
        Assert.Equal(("incident", "C", "", null, null), (item.Metric, item.Unit, item.Category, item.Source, item.Key));
        Assert.Equal(new StatisticPeriod("2019", "2019-01-01", "2020-01-01", 365, true, null, null), item.Period);
        Assert.Equal(993, item.Value);
        Assert.Equal(("complete", "hour"), (item.Quality.State, item.Quality.Coarsest));
        Assert.Empty(item.Quality.MissingSources);
        StatisticComparison year = item.Comparisons["year"];
        Assert.Equal(new StatisticPeriod(null, "2018-01-01", "2019-01-01", 365, null, null, null), year.Period);
        Assert.Equal((993m, 794m, 199m, 0.2506m), (year.Current, year.Value, year.Change, year.Rate));
        Assert.Equal(("+25.06%", "同比上升25.06%", "up 25.06% year on year"), (year.Percent, year.Text, year.TextEn));
        Assert.Equal((true, null, null), (year.Comparable, year.Reason, year.Points));
        Assert.Equal(["significant"], year.Marks);
        Assert.Equal("显著/significant", Assert.Single(year.MarkTexts) + "/" + Assert.Single(year.MarkTextsEn));
        Assert.Equal(1.2506297, year.RateRatio!.Estimate!.Value, 7);
        Assert.Equal(2.753e-6, year.RateRatio.PValue, 9);
    }

    [Theory]
    [InlineData(993, 794, "+25.06%", "同比上升25.06%", "up 25.06% year on year")]
    [InlineData(404, 431, "−6.26%", "同比下降6.26%", "down 6.26% year on year")]
    [InlineData(206, 271, "−23.99%", "同比下降23.99%", "down 23.99% year on year")]
    [InlineData(63, 160, "−60.63%", "同比下降60.63%", "down 60.63% year on year")]
    [InlineData(100001, 100000, "0.00%", "基本持平", "virtually unchanged")]
    [InlineData(99999, 100000, "0.00%", "基本持平", "virtually unchanged")]
    [InlineData(50, 50, "0.00%", "持平", "unchanged")]
    [InlineData(0, 0, "0.00%", "持平", "unchanged")]
    [InlineData(0, 7, "−100.00%", "同比下降100.00%,零发案", "down 100.00% year on year, none this period")]
    [InlineData(7, 0, null, "上年同期为0起,不计算增幅", "0 in the same period last year, no rate calculated")]
    [InlineData(12, 10, "+20.00%", "同比上升20.00%", "up 20.00% year on year")]
    public void Comparison_OfTwoCounts_SaysItInTheOfficesWords(long current, long @base, string? percent, string text, string textEn)
    {
        StatisticComparison ours = Pair(current, @base).Compare(Later, "2019");

        Assert.Equal((percent, text, textEn), (ours.Percent, ours.Text, ours.TextEn));
        Assert.Equal(current - @base, ours.Change);
        Assert.True(ours.Comparable);
        Assert.Equal(percent is null ? "zero_base" : null, ours.Reason);
        Assert.Equal(percent is null, ours.Rate is null);
    }

    [Theory]
    [InlineData(15, 16, Rounding.HalfAwayFromZero, 1, "-0.063")]
    [InlineData(15, 16, Rounding.HalfToEven, 1, "-0.062")]
    [InlineData(44, 46, Rounding.HalfAwayFromZero, 1, "-0.043")]
    [InlineData(993, 794, Rounding.HalfToEven, 2, "0.2506")]
    public void RateOfChange_OfTheDomainsVectors_RoundsAsSaid(long current, long @base, Rounding rounding, int decimals, string rate) =>
        Assert.Equal(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), ExactQuotient.RateOfChange(current, @base, decimals + 2, rounding));

    [Fact]
    public void RateOfChange_ThatRoundsToZeroFromBelow_HasNoNegativeZero() =>
        Assert.False(decimal.IsNegative(ExactQuotient.RateOfChange(999_999, 1_000_000)));

    [Fact]
    public void Comparison_OfAnExactHalf_FollowsTheEnginesRounding()
    {
        // 1 in 32 is 3.125 %.
        Assert.Equal("+3.13%", Pair(33, 32).Compare(Later, "2019").Percent);
        Assert.Equal("+3.12%", Pair(33, 32).Compare(Later, "2019", rounding: Rounding.HalfToEven).Percent);
        Assert.Equal("\u22123.13%", Pair(31, 32).Compare(Later, "2019").Percent);
    }

    [Theory]
    [InlineData("year:2018", "同比上升25.00%", "up 25.00% year on year")]
    [InlineData("year:2017", "较2017年同期上升66.67%", "up 66.67% on the same period of 2017")]
    [InlineData("previous", "环比上升25.00%", "up 25.00% on the previous period")]
    [InlineData("year-weekday", "同比(星期对齐)上升25.00%", "up 25.00% year on year (same weekdays)")]
    public void Comparison_OfEveryKind_NamesItsRelation(string compare, string text, string textEn)
    {
        StatisticComparison ours = Pair(50, 40).Count("2017-06-05T10", 30).Known("2016-12-01", "2018-01-01").Compare(Later, "2019", compare);

        Assert.Equal((text, textEn), (ours.Text, ours.TextEn));
    }

    [Fact]
    public void Comparison_WhenNothingWasEverReceivedThen_HasNoBase()
    {
        StatisticComparison year = new Office().Known("2019-01-01", "2020-01-05").Count("2019-03-05T11", 993).Compare(Later, "2019");
        StatisticComparison previous = new Office().Known("2019-01-01", "2020-01-05").Count("2019-03-05T11", 993).Compare(Later, "2019", "previous");

        Assert.Equal((false, "no_base", "无同期数", 993m, null, null), (year.Comparable, year.Reason, year.Text, year.Current, year.Value, year.Rate));
        Assert.Null(year.RateRatio);
        Assert.Equal("2018-01-01", year.Period!.From);
        Assert.Equal("无上期数", previous.Text);
    }

    [Fact]
    public void Comparison_WhenTheCatalogueDoesNotReachBack_HasNoBase()
    {
        StatisticComparison ours = new Office().Known("2013-01-01", "2014-01-01").Count("2013-03-05T11", 5).Compare(Later, "2013");

        Assert.Equal((false, "no_base", "2012-01-01"), (ours.Comparable, ours.Reason, ours.Period!.From));
    }

    [Fact]
    public void Comparison_WhenTheBaseIsKnownByTheMonthOnly_IsTooCoarseForADay()
    {
        Office office = new Office().Known("2018-06-01", "2018-07-01").Figure("2018-06-01", "2018-07-01", 300, grain: BucketGrain.Month).Known("2019-06-01", "2019-07-01").Count("2019-06-03T11", 12);

        StatisticComparison day = office.Compare(Later, "2019-06-03");
        StatisticComparison month = office.Compare(Later, "2019-06");

        Assert.Equal((false, "coarse_base", null, null), (day.Comparable, day.Reason, day.Value, day.Percent));
        Assert.Equal((true, null, 300m, "−96.00%"), (month.Comparable, month.Reason, month.Value, month.Percent));
        Assert.Equal("month", office.Ask(Later, "2018-06").Quality.Coarsest);
    }

    [Fact]
    public void Comparison_OfWeek53WithoutOneTheYearBefore_HasNoCounterpart()
    {
        StatisticComparison ours = new Office().Known("2019-01-01", "2021-01-10").Count("2020-12-30T10", 3).Compare("2021-02-01T00:00:00+08:00", "2020-W53");

        Assert.Equal((false, "no_counterpart", null, 3m), (ours.Comparable, ours.Reason, ours.Period, ours.Current));
    }

    [Fact]
    public void Comparison_WhenThisSideIsUnknown_SaysSoAndStillGivesTheBase()
    {
        StatisticComparison ours = new Office().Known("2018-01-01", "2019-01-01").Count("2018-03-05T11", 7).Compare(Later, "2019");

        Assert.Equal((false, "no_current", null, 7m, null), (ours.Comparable, ours.Reason, ours.Current, ours.Value, ours.Change));
        Assert.Equal("本期无数", ours.Text);
    }

    [Fact]
    public void Comparison_WhenCorrectionsPushTheBaseBelowZero_HasNoRate()
    {
        StatisticComparison ours = Pair(5, -3).Compare(Later, "2019");

        Assert.Equal((true, "negative_base", 8m, null, null), (ours.Comparable, ours.Reason, ours.Change, ours.Rate, ours.Percent));
        Assert.Null(ours.RateRatio);
        Assert.Equal("上年同期为−3起,不计算增幅", ours.Text);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Comparison_WhenTheBaseIsBelowTen_IsMarked(long @base, bool marked) =>
        Assert.Equal(marked, Pair(20, @base).Compare(Later, "2019").Marks.Contains("small_base"));

    [Fact]
    public void Comparison_WhenASideHasAGap_IsMarkedAndTheValueCountsWhatIsKnown()
    {
        Office office = new Office().Known("2018-03-01", "2019-01-01").Known("2019-01-01", "2020-01-01").Count("2018-05-01T10", 10).Count("2019-05-01T10", 20);

        StatisticComparison ours = office.Compare(Later, "2019");

        Assert.Equal((true, 10m), (ours.Comparable, ours.Value));
        Assert.Equal(["partial_base", "normal"], ours.Marks);
        Assert.Equal(("partial", "calls"), (office.Ask(Later, "2018").Quality.State, Assert.Single(office.Ask(Later, "2018").Quality.MissingSources)));
    }

    [Fact]
    public void Comparison_OfPartsWithDifferentDays_GivesBothAndUsesTheHoursAsExposure()
    {
        Office office = new Office().Known("2019-02-01", "2020-03-01").Count("2020-02-05T10", 29).Count("2019-02-05T10", 28);

        StatisticItem item = office.Ask("2020-04-01T00:00:00+08:00", "2020-02");

        Assert.Equal((29, 28), (item.Period.Days, item.Comparisons["year"].Period!.Days));
        Assert.Equal(1.0, item.Comparisons["year"].RateRatio!.Estimate!.Value, 12);
        Assert.Equal("+3.57%", item.Comparisons["year"].Percent);
    }

    [Fact]
    public void Evaluate_OfARunningPeriod_CountsTheValueToNowAndComparesCompleteHours()
    {
        Office office = new Office().Known("2019-05-01", "2019-07-01").Known("2020-05-01", "2020-06-12");
        office.Count("2020-06-11T09", 6).Count("2020-06-11T10", 1).Count("2020-06-02T00", 10)
            .Count("2019-06-11T09", 4).Count("2019-06-11T10", 99).Count("2019-06-11T23", 99).Count("2019-06-02T00", 4);

        StatisticItem item = office.Ask("2020-06-11T10:30:00+08:00", "mtd");

        Assert.Equal(17, item.Value);
        StatisticComparison year = item.Comparisons["year"];
        Assert.Equal((16m, 8m, "+100.00%"), (year.Current, year.Value, year.Percent));
        Assert.Equal(new StatisticPeriod("mtd", "2020-06-01", "2020-06-12", 11, false, "2020-06-01T00:00:00+08:00", "2020-06-11T10:00:00+08:00"), item.Period);
        Assert.Equal(new StatisticPeriod(null, "2019-06-01", "2019-06-12", 11, null, "2019-06-01T00:00:00+08:00", "2019-06-11T10:00:00+08:00"), year.Period);
        Assert.Equal("provisional", item.Quality.State);
    }

    [Fact]
    public void Evaluate_OfTheFirstHour_HasAValueButNothingToCompareYet()
    {
        StatisticItem item = new Office().Known("2019-05-01", "2021-01-01").Count("2020-06-01T00", 2).Ask("2020-06-01T00:30:00+08:00", "mtd");

        Assert.Equal((2m, "provisional"), (item.Value, item.Quality.State));
        Assert.Equal("no_current", item.Comparisons["year"].Reason);
    }

    [Fact]
    public void Evaluate_WhenASourceIsSilentSinceYesterday_IsUnknownTodayAndPartialThisMonth()
    {
        Office office = new Office().Known("2019-05-01", "2020-06-10").Count("2020-06-05T10", 5).Count("2019-06-10T10", 7).Count("2019-06-05T10", 5);

        StatisticItem today = office.Ask("2020-06-10T12:00:00+08:00", "today");
        StatisticItem month = office.Ask("2020-06-10T12:00:00+08:00", "mtd");

        Assert.Equal((null, "unknown", "no_current"), (today.Value, today.Quality.State, today.Comparisons["year"].Reason));
        Assert.Equal((5m, "partial"), (month.Value, month.Quality.State));
        Assert.Contains("partial_current", month.Comparisons["year"].Marks);
    }

    [Fact]
    public void Evaluate_OfAPeriodThatHasNotBegun_IsUnknown()
    {
        StatisticItem item = Pair(1, 1).Ask(Later, "2021");

        Assert.Equal((null, "unknown", 0, false), (item.Value, item.Quality.State, item.Period.Days, item.Period.Complete));
        Assert.Equal("no_current", item.Comparisons["year"].Reason);
    }

    [Fact]
    public void Evaluate_WhenTodayIsAReadyDayFigure_CountsTheDaysBeforeIt()
    {
        Office office = new Office().Known("2020-06-01", "2020-06-11").Figure("2020-06-09", "2020-06-10", 4).Figure("2020-06-10", "2020-06-11", 9);

        StatisticItem month = office.Ask("2020-06-10T12:30:00+08:00", "mtd", "none");
        StatisticItem today = office.Ask("2020-06-10T12:30:00+08:00", "today", "none");

        Assert.Equal((4m, "partial", "day"), (month.Value, month.Quality.State, month.Quality.Coarsest));
        Assert.Equal((null, "unknown"), (today.Value, today.Quality.State));
    }

    [Fact]
    public void Evaluate_WithCompareNone_HasNoComparisons() => Assert.Empty(Pair(1, 1).Ask(Later, "2019", "none").Comparisons);

    [Fact]
    public void Evaluate_OfSeveralMetricsPeriodsAndComparisons_AnswersThemInOrder()
    {
        Office office = Pair(5, 4);
        StatisticsRequest request = office.Request("2019") with { Metrics = [office.Vice, office.Incident], Periods = ["2019", "2018"], Compare = ["year", "previous", "year"] };

        StatisticsAnswer answer = office.Ask(Later, request);

        Assert.Equal([("incident.vice", "2019"), ("incident.vice", "2018"), ("incident", "2019"), ("incident", "2018")], answer.Items.Select(item => (item.Metric, item.Period.Name!)));
        Assert.All(answer.Items, item => Assert.Equal(["previous", "year"], item.Comparisons.Keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("mean-15w:3", "bad_compare")]
    [InlineData("mean-15w:-1", "bad_compare")]
    [InlineData("yesteryear", "bad_compare")]
    [InlineData("year:19", "bad_compare")]
    [InlineData("year:20x9", "bad_compare")]
    public void Evaluate_OfAComparisonNotAnswered_IsRefused(string compare, string code)
    {
        QueryException refusal = Assert.Throws<QueryException>(() => Pair(1, 1).Ask(Later, "2019", compare));

        Assert.Equal((code, "compare"), (refusal.Code, refusal.Field));
        Assert.Contains(compare, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_AtAMomentOutsideTheCalendar_IsRefused() =>
        Assert.Equal("bad_time", Assert.Throws<QueryException>(() => Pair(1, 1).Ask("1999-01-01T00:00:00Z", "2019")).Code);

    private static Office Pair(long current, long @base) =>
        new Office().Known("2018-01-01", "2020-01-05").Count("2019-06-05T10", current).Count("2018-06-05T10", @base);
}
