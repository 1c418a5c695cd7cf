using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Tests.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Calendar;

/// <summary>A running period is held against the same elapsed part: complete hours, to the same statistical date and time of day.</summary>
public sealed class PeriodMapperRunningTests
{
    [Theory]
    // period, compare, now, hours compared here, hours compared there (wall-clock ends, exclusive)
    [InlineData("ytd", "year", "2020-02-29T10:20:00+08:00", "2020-01-01T00", "2020-02-29T10", "2019-01-01T00", "2019-02-28T10")]
    [InlineData("ytd", "year", "2020-02-29T00:20:00+08:00", "2020-01-01T00", "2020-02-29T00", "2019-01-01T00", "2019-03-01T00")]
    [InlineData("ytd", "year", "2020-03-01T00:20:00+08:00", "2020-01-01T00", "2020-03-01T00", "2019-01-01T00", "2019-03-01T00")]
    [InlineData("ytd", "year", "2021-03-01T09:00:00+08:00", "2021-01-01T00", "2021-03-01T09", "2020-01-01T00", "2020-03-01T09")]
    [InlineData("ytd", "year", "2021-03-01T00:00:00+08:00", "2021-01-01T00", "2021-03-01T00", "2020-01-01T00", "2020-02-29T00")]
    [InlineData("2021", "year", "2021-03-01T09:00:00+08:00", "2021-01-01T00", "2021-03-01T09", "2020-01-01T00", "2020-03-01T09")]
    [InlineData("2021", "year:2016", "2021-03-01T09:00:00+08:00", "2021-01-01T00", "2021-03-01T09", "2016-01-01T00", "2016-03-01T09")]
    [InlineData("today", "year", "2021-03-01T09:59:59+08:00", "2021-03-01T00", "2021-03-01T09", "2020-03-01T00", "2020-03-01T09")]
    [InlineData("today", "previous", "2021-03-01T09:59:59+08:00", "2021-03-01T00", "2021-03-01T09", "2021-02-28T00", "2021-02-28T09")]
    [InlineData("today", "year-weekday", "2021-03-01T09:59:59+08:00", "2021-03-01T00", "2021-03-01T09", "2020-03-02T00", "2020-03-02T09")]
    [InlineData("mtd", "previous", "2021-03-31T09:00:00+08:00", "2021-03-01T00", "2021-03-31T09", "2021-02-01T00", "2021-02-28T09")]
    [InlineData("mtd", "year", "2021-02-28T09:00:00+08:00", "2021-02-01T00", "2021-02-28T09", "2020-02-01T00", "2020-02-28T09")]
    [InlineData("qtd", "previous", "2021-05-31T09:00:00+08:00", "2021-04-01T00", "2021-05-31T09", "2021-01-01T00", "2021-02-28T09")]
    [InlineData("ytd", "previous", "2021-05-31T09:00:00+08:00", "2021-01-01T00", "2021-05-31T09", "2020-01-01T00", "2020-05-31T09")]
    [InlineData("wtd", "year", "2021-05-20T09:00:00+08:00", "2021-05-17T00", "2021-05-20T09", "2020-05-11T00", "2020-05-14T09")]
    [InlineData("wtd", "previous", "2021-05-20T09:00:00+08:00", "2021-05-17T00", "2021-05-20T09", "2021-05-10T00", "2021-05-13T09")]
    [InlineData("2021-W20", "previous", "2021-05-20T09:00:00+08:00", "2021-05-17T00", "2021-05-20T09", "2021-05-10T00", "2021-05-13T09")]
    [InlineData("2021-05-10/2021-05-30", "previous", "2021-05-20T09:00:00+08:00", "2021-05-10T00", "2021-05-20T09", "2021-04-20T00", "2021-04-30T09")]
    [InlineData("2021-05-10/2021-05-30", "year", "2021-05-20T09:00:00+08:00", "2021-05-10T00", "2021-05-20T09", "2020-05-10T00", "2020-05-20T09")]
    public void BothSides_OfARunningPeriod_EndAtTheSameTimeOfDay(string period, string compare, string at, string from, string to, string baseFrom, string baseTo)
    {
        Office office = new();
        (ComparedSpan current, ComparedSpan @base) = Map(office, period, compare, at);

        Assert.True(current.IsCut && @base.IsCut);
        Assert.Equal((office.Hour(from), office.Hour(to)), (current.Hours!.Value.From, current.Hours.Value.To));
        Assert.Equal((office.Hour(baseFrom), office.Hour(baseTo)), (@base.Hours!.Value.From, @base.Hours.Value.To));
    }

    [Theory]
    // Chicago: 2018-03-11 skips 02:00, 2018-11-04 has 01:00 twice. The other side is an ordinary day, or the other way round.
    [InlineData("2019-03-11T02:30:00-05:00", 2, 2)]
    [InlineData("2019-03-11T03:30:00-05:00", 3, 2)]
    [InlineData("2019-03-11T04:30:00-05:00", 4, 3)]
    [InlineData("2018-03-11T03:30:00-05:00", 2, 2)] // the last complete hour is 01:00
    [InlineData("2019-03-12T00:10:00-05:00", 24, 23)]
    [InlineData("2019-11-04T01:30:00-06:00", 1, 1)]
    [InlineData("2019-11-04T02:30:00-06:00", 2, 3)]
    [InlineData("2019-11-05T00:10:00-06:00", 24, 25)]
    [InlineData("2018-11-04T01:30:00-05:00", 1, 1)]
    [InlineData("2018-11-04T01:30:00-06:00", 2, 2)]
    [InlineData("2018-11-04T02:30:00-06:00", 3, 2)]
    public void BothSides_AcrossClockChanges_EndAtTheSameWallClockTime(string at, int hours, int baseHours)
    {
        Office office = new("America/Chicago");
        int day = Office.Day(at[..10]);
        string period = at[11..13] == "00" ? LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day - 1)) : "today";

        (ComparedSpan current, ComparedSpan @base) = Map(office, period, "year", at);

        Assert.Equal((hours, baseHours), (current.Hours!.Value.Hours, @base.Hours!.Value.Hours));
    }

    [Theory]
    [InlineData("2020-03-01T03:30:00+08:00", "2020-03-01T03", "2019-03-01T03")] // still the statistical 29 February: 28 February, until 03:00 of the next date
    [InlineData("2020-02-29T03:30:00+08:00", "2020-02-29T03", "2019-03-01T03")] // the statistical 28 February
    [InlineData("2020-02-29T08:30:00+08:00", "2020-02-29T08", "2019-03-01T08")] // its last hour is over, none of the 29th is
    [InlineData("2020-02-29T09:30:00+08:00", "2020-02-29T09", "2019-02-28T09")]
    public void BothSides_WhenTheDayStartsAtEight_GoByStatisticalDate(string at, string to, string baseTo)
    {
        Office office = new(dayStart: 8);
        (ComparedSpan current, ComparedSpan @base) = Map(office, "ytd", "year", at);

        Assert.Equal(office.Hour("2020-01-01T08"), current.Hours!.Value.From);
        Assert.Equal(office.Hour("2019-01-01T08"), @base.Hours!.Value.From);
        Assert.Equal(office.Hour(to), current.Hours.Value.To);
        Assert.Equal(office.Hour(baseTo), @base.Hours.Value.To);
    }

    [Theory]
    [InlineData("today", "2021-03-01T00:59:59+08:00")]
    [InlineData("mtd", "2021-03-01T00:00:00+08:00")]
    [InlineData("2022", "2021-03-01T10:00:00+08:00")]
    public void Current_WithoutACompleteHour_IsAbsent(string period, string at)
    {
        Office office = new();
        StatisticalNow now = StatisticalNow.Of(office.Calendar, Office.At(at));
        NamedPeriod running = PeriodParser.Parse(period, now);
        PeriodMapper mapper = new(office.Calendar);

        Assert.Null(mapper.Current(running, now));
        Assert.Null(mapper.Base(running, ComparisonBasis.Parse("year")!, now));
    }

    private static (ComparedSpan Current, ComparedSpan Base) Map(Office office, string period, string compare, string at)
    {
        StatisticalNow now = StatisticalNow.Of(office.Calendar, Office.At(at));
        NamedPeriod running = PeriodParser.Parse(period, now);
        PeriodMapper mapper = new(office.Calendar);
        return (mapper.Current(running, now)!.Value, mapper.Base(running, ComparisonBasis.Parse(compare)!, now)!.Value);
    }
}
