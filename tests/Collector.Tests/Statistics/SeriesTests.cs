using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

public sealed class SeriesTests
{
    private const string Later = "2020-01-05T10:30:00+08:00";

    [Fact]
    public void Curve_ByHour_HasNullForUnknownAndZeroForKnownNone()
    {
        Office office = new Office().KnownHours(Hour("2019-06-01T01"), Hour("2019-06-01T03")).Count("2019-06-01T02", 5);

        SeriesAnswer answer = office.Curve(Later, "2019-06-01T00:30:00+08:00", "2019-06-01T03:30:00+08:00", "hour");

        Assert.Equal(["2019-06-01T00:00:00+08:00", "2019-06-01T01:00:00+08:00", "2019-06-01T02:00:00+08:00", "2019-06-01T03:00:00+08:00"], answer.Times);
        SeriesCurve curve = Assert.Single(answer.Series);
        Assert.Equal(("incident", "C", "", null, null), (curve.Metric, curve.Unit, curve.Category, curve.Source, curve.Key));
        Assert.Equal([null, 0m, 5m, null], curve.Values);

        int Hour(string local) => new Office().Hour(local);
    }

    [Theory]
    [InlineData("2018-03-11", "2018-03-12", 23, "2018-03-11T01:00:00-06:00", "2018-03-11T03:00:00-05:00")]
    [InlineData("2018-11-04", "2018-11-05", 25, "2018-11-04T01:00:00-05:00", "2018-11-04T01:00:00-06:00")]
    public void Curve_ByHourOnADayOfClockChange_HasEveryHourWithItsOffset(string from, string to, int hours, string second, string third)
    {
        SeriesAnswer answer = new Office("America/Chicago").Curve(Later, from, to, "hour");

        Assert.Equal((hours, second, third), (answer.Times.Count, answer.Times[1], answer.Times[2]));
        Assert.Equal(hours, answer.Series[0].Values.Count);
    }

    [Theory]
    [InlineData("day", "2019-05-30", "2019-06-02", "2019-05-30 2019-05-31 2019-06-01", "0 0 3")]
    [InlineData("week", "2019-05-30", "2019-06-04", "2019-05-27 2019-06-03", "3 4")]
    [InlineData("month", "2019-05-30", "2019-07-01", "2019-05-01 2019-06-01", "0 7")]
    [InlineData("quarter", "2019-03-31", "2019-07-01", "2019-01-01 2019-04-01", "0 7")]
    [InlineData("year", "2018-05-01", "2019-01-02", "2018-01-01 2019-01-01", "null 7")]
    public void Curve_ByGrain_CountsWholeBucketsThatTheSpanTouches(string grain, string from, string to, string times, string values)
    {
        Office office = new Office().Known("2019-01-01", "2020-01-05").Count("2019-06-01T02", 3).Count("2019-06-09T23", 4);

        SeriesAnswer answer = office.Curve(Later, from, to, grain);

        Assert.Equal(times.Split(' '), answer.Times);
        Assert.Equal(values.Split(' ').Select(value => value == "null" ? (decimal?)null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)), answer.Series[0].Values);
    }

    [Fact]
    public void Curve_ByMonthFromThe26th_CutsThere()
    {
        Office office = new Office(monthStart: 26).Known("2019-01-01", "2020-01-05").Count("2019-06-25T02", 3).Count("2019-06-26T00", 4);

        SeriesAnswer answer = office.Curve(Later, "2019-06-01", "2019-07-01", "month");

        Assert.Equal(["2019-05-26", "2019-06-26"], answer.Times);
        Assert.Equal([3m, 4m], answer.Series[0].Values);
    }

    [Theory]
    [InlineData("hour", "2020-01-05", "2020-01-06", 10, 7)]
    [InlineData("day", "2020-01-01", "2020-01-31", 4, 9)]
    [InlineData("week", "2019-12-30", "2020-01-31", 0, 12)]
    [InlineData("month", "2019-12-01", "2020-04-01", 1, 12)]
    public void Curve_IntoTheFuture_CountsTheRunningBucketAndKnowsNothingLater(string grain, string from, string to, int running, int value)
    {
        Office office = new Office().Known("2019-12-01", "2020-02-01").Count("2020-01-05T10", 7).Count("2020-01-05T03", 2).Count("2020-01-02T03", 3).Count("2020-01-05T11", 99);

        IReadOnlyList<decimal?> values = office.Curve(Later, from, to, grain).Series[0].Values;

        Assert.Equal(value, values[running]);
        Assert.All(values.Skip(running + 1), later => Assert.Null(later));
    }

    [Fact]
    public void Curve_OfEveryKind_ReadsByItsOwnRule()
    {
        Office office = new();
        office.Known("2019-06-01", "2019-06-04", office.Accepted).Known("2019-06-01", "2019-06-04", office.Resolved).Known("2019-06-01", "2019-06-04")
            .Count("2019-06-01T10", 4, office.Accepted).Count("2019-06-01T10", 3, office.Resolved).Count("2019-06-02T10", 1, office.Resolved)
            .Count("2019-06-01T10", 5, category: office.Gambling).Count("2019-06-01T10", 9, category: office.Fraud)
            .Figure("2019-06-02", "2019-06-03", 12, office.Workers);

        Assert.Equal([0.75m, null, null], Values(office.ResolveRate, "day"));
        Assert.Equal([5m, 0m, 0m], Values(office.Vice, "day"));
        Assert.Equal([null, 12m, null], Values(office.Workers, "day"));
        Assert.Equal([12m], Values(office.Workers, "month"));
        Assert.Equal("bad_grain", Assert.Throws<QueryException>(() => Values(office.Workers, "hour")).Code);

        IReadOnlyList<decimal?> Values(Collector.Catalog.Metric metric, string grain) => office.Curve(Later, "2019-06-01", "2019-06-04", grain, metric).Series[0].Values;
    }

    [Theory]
    [InlineData("day")]
    [InlineData("month")]
    public void Curve_SplitByCategory_HasTheParentsOwnPartOnlyWhereThereIsAny(string grain)
    {
        Office office = new Office().Known("2019-06-01", "2019-07-01");
        office.Count("2019-06-01T10", 5, category: office.Gambling);
        Office own = new Office().Known("2019-06-01", "2019-07-01");
        own.Count("2019-06-01T10", 5, category: own.Gambling).Count("2019-06-01T11", 2);

        Assert.Equal(["admin", "fraud"], office.Curve(Later, "2019-06-01", "2019-06-04", grain, by: SplitBy.Category).Series.Select(curve => curve.Key!));
        SeriesCurve[] curves = [.. own.Curve(Later, "2019-06-01", "2019-06-04", grain, by: SplitBy.Category).Series];
        Assert.Equal(["admin", "fraud", "/~"], curves.Select(curve => curve.Key!));
        Assert.Equal([5m, 0m, 2m], curves.Select(curve => curve.Values[0]!.Value));
    }

    [Theory]
    [InlineData("2019-06-01", "2019-06-02", "fortnight", "bad_grain", "grain")]
    [InlineData("june", "2019-06-02", "day", "bad_time", "from")]
    [InlineData("2019-06-01", "2019-06-31", "day", "bad_time", "to")]
    [InlineData("2019-06-01T00:00:00", "2019-06-02", "hour", "bad_time", "from")]
    [InlineData("1999-06-01", "2019-06-02", "day", "bad_time", "from")]
    [InlineData("2019-06-01", "2102-06-02", "day", "bad_time", "to")]
    [InlineData("2019-06-02", "2019-06-02", "day", "bad_range", "to")]
    [InlineData("2014-01-01", "2030-01-01", "hour", "too_many_points", "grain")]
    public void Curve_OfAnImpossibleQuestion_IsRefused(string from, string to, string grain, string code, string field)
    {
        QueryException refusal = Assert.Throws<QueryException>(() => new Office().Curve(Later, from, to, grain));

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void Curve_OfExactlyAHundredThousandPoints_IsAnswered()
    {
        // 100,000 hours are 4,166 days and 16 hours.
        SeriesAnswer answer = new Office().Curve(Later, "2014-01-01", "2025-05-29T16:00:00+08:00", "hour");

        Assert.Equal(100_000, answer.Times.Count);
        Assert.Equal("too_many_points", Assert.Throws<QueryException>(() => new Office().Curve(Later, "2014-01-01", "2025-05-29T17:00:00+08:00", "hour")).Code);
    }

    [Fact]
    public void Curve_OfTooManyCurves_IsRefusedThoughEachIsShort() =>
        Assert.Equal("too_many_points", Assert.Throws<QueryException>(() => new Office().Curve(Later, "2014-01-01", "2022-01-01", "hour", by: SplitBy.Category)).Code);
}
