using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>农历同比: New Year's Day was 5 February in 2019 and 16 February in 2018.</summary>
public sealed class LunarComparisonTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";
    private static readonly ComparisonWindow Window2019 = new("2019-01-06", "2019-03-07", "2019-02-05", "2018-02-16");

    [Fact]
    public void Compare_OfTheFestivalWeek_StandsAgainstTheSameDaysFromNewYear()
    {
        // 除夕 to 初六: 4 to 10 February 2019 against 15 to 21 February 2018.
        Office office = Known().Count("2019-02-04T20", 3).Count("2019-02-10T23", 3).Count("2018-02-15T00", 4).Count("2018-02-21T23", 1).Count("2018-02-14T23", 90).Count("2018-02-22T00", 90);

        StatisticComparison lunar = office.Compare(Later, "2019-02-04/2019-02-11", "year-lunar");

        Assert.Equal((6m, 5m, "+20.00%", "农历同比上升20.00%"), (lunar.Current, lunar.Value, lunar.Percent, lunar.Text));
        Assert.Equal(("2018-02-15", "2018-02-22", 7), (lunar.Period!.From, lunar.Period.To, lunar.Period.Days));
        Assert.Equal(Window2019, lunar.Window);
        Assert.DoesNotContain("calendar_fallback", lunar.Marks);
    }

    [Theory]
    [InlineData("2019-01-06", "2018-01-17")]
    [InlineData("2019-02-05", "2018-02-16")]
    [InlineData("2019-03-06", "2018-03-17")]
    [InlineData("2019-12-26", "2019-01-06")]
    public void Compare_OfAnyDayOfTheWindow_KeepsItsDistanceFromNewYear(string day, string baseDay)
    {
        StatisticComparison lunar = Known().Compare(Later, day, "year-lunar");

        Assert.Equal(baseDay, lunar.Period!.From);
        Assert.DoesNotContain("calendar_fallback", lunar.Marks);
    }

    [Theory]
    [InlineData("2019-01-05", "2018-01-05")]
    [InlineData("2019-03-07", "2018-03-07")]
    [InlineData("2019-06", "2018-06-01")]
    [InlineData("2019-01", "2018-01-01")]
    [InlineData("2019-02-20/2019-03-08", "2018-02-20")]
    public void Compare_OfAPeriodOutsideOrAcrossTheEdge_FallsBackToTheCalendarAndSaysSo(string period, string baseFrom)
    {
        StatisticComparison lunar = Known().Count("2019-01-05T10", 2).Compare(Later, period, "year-lunar");

        Assert.Equal(baseFrom, lunar.Period!.From);
        Assert.Contains("calendar_fallback", lunar.Marks);
        Assert.Equal(Window2019, lunar.Window);
        Assert.DoesNotContain("农历", lunar.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfARunningMonthInsideTheWindow_ComparesTheSameElapsedHours()
    {
        Office office = Known().Count("2019-02-06T09", 4).Count("2018-02-17T09", 2).Count("2018-02-17T10", 50);

        StatisticComparison lunar = office.Compare("2019-02-06T10:30:00+08:00", "mtd", "year-lunar");

        // 1 to 6 February 2019, 10:00, are the days from four before New Year to the day after it.
        Assert.Equal((4m, 2m), (lunar.Current, lunar.Value));
        Assert.Equal(("2018-02-12", "2018-02-17T10:00:00+08:00"), (lunar.Period!.From, lunar.Period.ToAt));
    }

    [Fact]
    public void Compare_OfJanuaryAndFebruaryAsOneSpan_IsTheSameTwoMonthsOfAnyYear()
    {
        Office office = Known().Known("2016-01-01", "2017-01-01").Count("2019-02-28T23", 6).Count("2018-01-01T00", 5).Count("2016-02-29T23", 3);
        StatisticsRequest request = office.Request("2019-01-01/2019-03-01") with { Compare = ["year", "year:2016"] };

        StatisticItem item = Assert.Single(office.Ask(Later, request).Items);

        Assert.Equal((59, 59, 60), (item.Period.Days, item.Comparisons["year"].Period!.Days, item.Comparisons["year:2016"].Period!.Days));
        Assert.Equal((5m, 3m), (item.Comparisons["year"].Value, item.Comparisons["year:2016"].Value));
    }

    [Theory]
    [InlineData("2019-06-05", "2015-06-05", "2015-06-06")]
    [InlineData("2019-W23", "2015-06-01", "2015-06-08")]
    [InlineData("2019-06", "2015-06-01", "2015-07-01")]
    [InlineData("2019-Q2", "2015-04-01", "2015-07-01")]
    [InlineData("2019", "2015-01-01", "2016-01-01")]
    [InlineData("last-12m", "2015-01-01", "2016-01-01")]
    [InlineData("2019-06-03/2019-07-09", "2015-06-03", "2015-07-09")]
    public void Compare_WithANamedBaseYear_AnswersEveryKindOfPeriod(string period, string from, string to)
    {
        StatisticComparison named = Known().Compare(Later, period, "year:2015");

        Assert.Equal((from, to), (named.Period!.From, named.Period.To));
    }

    private static Office Known() => new Office().Known("2017-06-01", "2020-01-05");
}
