using NodaTime.Text;
using Tongbi.Collector.Aberrations;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>Figures against what past periods let expect.</summary>
public sealed class ExpectationTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";

    [Fact]
    public void MeanOf15Weeks_IsTheMeanOfTheSameWeekdays()
    {
        // 2019-W40 began on 30 September; the 15 weeks before it hold 1 to 15.
        Office office = Weeks("2019-06-17", 15, week => week + 1).Count("2019-10-02T10", 12);

        StatisticComparison mean = office.Compare(Later, "2019-W40", "mean-15w");

        Assert.Equal((12m, 8m, 4m, 0.5m, "+50.00%", 15), (mean.Current, mean.Value, mean.Change, mean.Rate, mean.Percent, mean.Samples));
        Assert.Equal("较前15周均值上升50.00%", mean.Text);
        Assert.Equal(("2019-06-17", "2019-09-30", 105), (mean.Period!.From, mean.Period.To, mean.Period.Days));
        Assert.Equal(["small_base", "normal"], mean.Marks);
        Assert.Equal(ExactRateRatio.Compare(12, 168, 120, 15 * 168)!.PValue, mean.RateRatio!.PValue, 12);
        Assert.Equal(2 * (Math.Sqrt(12) - Math.Sqrt(8)), mean.Wheeler!.Value, 9);
        Assert.Null(mean.Alarm);
    }

    [Fact]
    public void MeanOf15Weeks_WithAGrowthConstant_MultipliesIt()
    {
        Office office = Weeks("2019-06-17", 15, week => week + 1).Count("2019-10-02T10", 12);

        StatisticComparison mean = office.Compare(Later, "2019-W40", "mean-15w:1.25");

        Assert.Equal((10m, 0.2m), (mean.Value, mean.Rate));
        Assert.Equal("较前15周均值(增长系数1.25)上升20.00%", mean.Text);
        Assert.Equal(ExactRateRatio.Compare(12, 168, 120, 15 * 168 / 1.25)!.PValue, mean.RateRatio!.PValue, 12);
    }

    [Fact]
    public void MeanOf15Weeks_OfTheRunningDay_TakesTheSameHoursOfTheSameWeekday()
    {
        Office office = Weeks("2019-06-17", 16, _ => 0);
        for (int week = 1; week <= 15; week++)
        {
            string day = Iso(Office.Day("2019-10-02") - (7 * week));
            office.Count(day + "T09", 2).Count(day + "T10", 50);
        }

        StatisticComparison mean = office.Count("2019-10-02T09", 3).Compare("2019-10-02T10:20:00+08:00", "today", "mean-15w");

        Assert.Equal((3m, 2m), (mean.Current, mean.Value));
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(7, false)]
    public void MeanOf15Weeks_WithTooFewKnownWeeks_IsAbsent(int weeks, bool known)
    {
        string first = Iso(Office.Day("2019-09-30") - (7 * weeks));
        StatisticComparison mean = Weeks(first, weeks, _ => 4).Compare(Later, "2019-W40", "mean-15w");

        Assert.Equal(known, mean.Comparable);
        Assert.Equal(known ? weeks : null, mean.Samples);
        Assert.Equal(known ? null : "no_base", mean.Reason);
    }

    [Fact]
    public void Ears_OfADay_IsTheDetectorsAnswer()
    {
        double[] days = [3, 5, 4, 6, 2, 3, 4, 5, 6, 3, 4, 30];
        Office office = new Office().Known("2019-01-01", "2020-01-05");
        for (int i = 0; i < days.Length; i++)
        {
            office.Count(Iso(Office.Day("2019-06-01") + i) + "T10", (long)days[i]);
        }

        foreach ((string name, EarsMethod method) in new[] { ("ears-c1", EarsMethod.C1), ("ears-c2", EarsMethod.C2), ("ears-c3", EarsMethod.C3) })
        {
            StatisticComparison ours = office.Compare(Later, "2019-06-12", name);
            AberrationPoint expected = Ears.Detect(days, 11, 11, new EarsParameters(method))[0];

            Assert.Equal(Math.Round((decimal)expected.Expected!.Value, 2, MidpointRounding.AwayFromZero), ours.Value);
            Assert.Equal((expected.UpperBound, expected.Score, expected.Alarm), (ours.UpperBound, ours.Score, ours.Alarm));
            Assert.True(method == EarsMethod.C3 || ours.Text.Contains("高于预警上限", StringComparison.Ordinal), ours.Text);
        }
    }

    [Fact]
    public void FarringtonFlexible_OfAWeek_IsTheDetectorsAnswerByTheCalendar()
    {
        Office office = Weeks("2014-12-01", 260, week => 20 + (week * 7 % 11)).Count("2019-11-27T10", 0);
        int monday = Office.Day("2019-11-25");
        office.Count("2019-11-26T10", 60);
        double[] observed = [.. Enumerable.Range(0, 260).Select(week => 20.0 + (week * 7 % 11))];
        observed[259] = Enumerable.Range(0, 7).Sum(day => office.Ask(Later, Iso(monday - 7 + day), "none").Value is { } value ? (double)value : 0);
        double[] all = [.. observed, (double)office.Ask(Later, "2019-W48", "none").Value!.Value];
        DateOnly[] dates = [.. Enumerable.Range(0, 261).Select(week => OfficeCalendar.DateOfDay(Office.Day("2014-12-01") + (7 * week)).ToDateOnly())];
        AberrationPoint expected = Farrington.Detect(all, 260, 260, FarringtonParameters.Noufaily with { YearsBack = 4 }, dates)[0];

        StatisticComparison ours = office.Compare(Later, "2019-W48", "farrington-flexible");

        Assert.True(ours.Comparable, ours.Text);
        Assert.Equal((decimal)Math.Round(expected.Expected!.Value, 2, MidpointRounding.AwayFromZero), ours.Value);
        Assert.Equal((expected.UpperBound!.Value, expected.Score!.Value, true), (ours.UpperBound!.Value, ours.Score!.Value, ours.Alarm));
        Assert.Contains("较预期值上升", ours.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cusum_OfAWeek_AddsUpTheLastThirteen()
    {
        Office office = Weeks("2018-06-04", 65, week => week < 53 ? 10 : 14).Count("2019-09-04T10", 14);
        double[] observed = [.. Enumerable.Range(0, 66).Select(week => week < 53 ? 10.0 : 14)];
        AberrationPoint expected = Cusum.Detect(observed.AsSpan(1), 52, 64, new CusumParameters())[^1];

        StatisticComparison ours = office.Compare(Later, "2019-W36", "cusum");

        Assert.Equal((10m, expected.Score, expected.Alarm), (ours.Value, ours.Score, ours.Alarm));
        Assert.True(ours.Alarm);
        Assert.Null(ours.UpperBound);
    }

    [Fact]
    public void Expectation_OfStocksRatiosAndUnfitPeriods_IsRefusedInWords()
    {
        Office office = Weeks("2019-06-17", 20, _ => 3);

        Assert.Equal("not_a_count", office.Compare(Later, "2019-W40", "ears-c1", office.Workers).Reason);
        Assert.Equal("not_a_count", office.Compare(Later, "2019-W40", "mean-15w", office.ResolveRate).Reason);
        Assert.Equal("not_a_count", office.Compare(Later, "2019-Q3", "farrington-flexible").Reason);
        Assert.Equal("no_base", office.Compare(Later, "2019-W40", "farrington-flexible").Reason);
        Assert.Equal("no_current", office.Compare(Later, "2020-W10", "ears-c1").Reason);
    }

    [Fact]
    public void Expectation_OfNone_HasNoRate()
    {
        StatisticComparison mean = Weeks("2019-06-17", 20, _ => 0).Count("2019-10-02T10", 3).Compare(Later, "2019-W40", "mean-15w");

        Assert.Equal(("zero_base", null, "前15周均值为0起,不计算增幅"), (mean.Reason, mean.Rate, mean.Text));
    }

    /// <summary>So many in each week from a Monday on; everything is known from then to 2020.</summary>
    private static Office Weeks(string monday, int weeks, Func<int, long> count)
    {
        Office office = new Office().Known(monday, "2020-01-05");
        for (int week = 0; week < weeks; week++)
        {
            office.Count(Iso(Office.Day(monday) + (7 * week) + 2) + "T08", count(week));
        }

        return office;
    }

    private static string Iso(int day) => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day));
}
