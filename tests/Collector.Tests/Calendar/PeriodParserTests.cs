using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Statistics;
using Tongbi.Collector.Tests.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Calendar;

public sealed class PeriodParserTests
{
    // Saturday 1 June 2019, ten past ten in Shanghai.
    private const string Now = "2019-06-01T10:10:00+08:00";

    [Theory]
    [InlineData("today", PeriodKind.Day, "2019-06-01", "2019-06-02")]
    [InlineData("yesterday", PeriodKind.Day, "2019-05-31", "2019-06-01")]
    [InlineData("wtd", PeriodKind.Week, "2019-05-27", "2019-06-02")]
    [InlineData("mtd", PeriodKind.Month, "2019-06-01", "2019-06-02")]
    [InlineData("qtd", PeriodKind.Quarter, "2019-04-01", "2019-06-02")]
    [InlineData("ytd", PeriodKind.Year, "2019-01-01", "2019-06-02")]
    [InlineData("last-7d", PeriodKind.Span, "2019-05-25", "2019-06-01")]
    [InlineData("last-28d", PeriodKind.Span, "2019-05-04", "2019-06-01")]
    [InlineData("last-12m", PeriodKind.Months, "2018-06-01", "2019-06-01")]
    [InlineData("2019", PeriodKind.Year, "2019-01-01", "2020-01-01")]
    [InlineData("2019-Q2", PeriodKind.Quarter, "2019-04-01", "2019-07-01")]
    [InlineData("2019-06", PeriodKind.Month, "2019-06-01", "2019-07-01")]
    [InlineData("2019-W23", PeriodKind.Week, "2019-06-03", "2019-06-10")]
    [InlineData("2015-W53", PeriodKind.Week, "2015-12-28", "2016-01-04")]
    [InlineData("2020-W01", PeriodKind.Week, "2019-12-30", "2020-01-06")]
    [InlineData("2020-02-29", PeriodKind.Day, "2020-02-29", "2020-03-01")]
    [InlineData("2019-06-01/2019-07-01", PeriodKind.Span, "2019-06-01", "2019-07-01")]
    public void Parse_OfEverySpelling_GivesItsDays(string text, PeriodKind kind, string from, string to) =>
        Assert.Equal(new NamedPeriod(text, kind, Office.Day(from), Office.Day(to)), Parse(new Office(), text, Now));

    [Theory]
    [InlineData("mtd", "2019-05-26", "2019-06-02")]
    [InlineData("2019-06", "2019-05-26", "2019-06-26")]
    [InlineData("2019-Q2", "2019-03-26", "2019-06-26")]
    [InlineData("qtd", "2019-03-26", "2019-06-02")]
    [InlineData("2019", "2018-12-26", "2019-12-26")]
    [InlineData("last-12m", "2018-05-26", "2019-05-26")]
    public void Parse_WhenMonthsStartOnThe26th_CountsInThoseMonths(string text, string from, string to)
    {
        NamedPeriod period = Parse(new Office(monthStart: 26), text, Now);

        Assert.Equal((Office.Day(from), Office.Day(to)), (period.FromDay, period.ToDay));
    }

    [Fact]
    public void Parse_BeforeTheDayStarts_IsStillYesterday()
    {
        Office office = new(dayStart: 8);

        Assert.Equal(Office.Day("2019-05-31"), Parse(office, "today", "2019-06-01T07:59:00+08:00").FromDay);
        Assert.Equal(Office.Day("2019-06-01"), Parse(office, "today", "2019-06-01T08:00:00+08:00").FromDay);
        Assert.Equal(Office.Day("2019-05-01"), Parse(office, "mtd", "2019-06-01T07:59:00+08:00").FromDay);
    }

    [Fact]
    public void Parse_WhenWeeksStartOnSunday_NumbersThemByTheirFourthDay()
    {
        Office office = new(weekStart: IsoDayOfWeek.Sunday);

        Assert.Equal(Office.Day("2019-05-26"), Parse(office, "wtd", Now).FromDay);
        // Sunday 29 December 2019 to Saturday 4 January 2020: its fourth day is 1 January.
        Assert.Equal(Office.Day("2019-12-29"), Parse(office, "2020-W01", Now).FromDay);
    }

    [Theory]
    [InlineData("")]
    [InlineData("week")]
    [InlineData("MTD")]
    [InlineData("2019-13")]
    [InlineData("2019-00")]
    [InlineData("2019-Q5")]
    [InlineData("2019-W53")]
    [InlineData("2019-W00")]
    [InlineData("2019-02-29")]
    [InlineData("2019-6-1")]
    [InlineData("2019-06-01/2019-06-01")]
    [InlineData("2019-06-02/2019-06-01")]
    [InlineData("2019-06-01/")]
    [InlineData("2019-06-01/2019-07-01/2019-08-01")]
    [InlineData("2019-06-01 ")]
    [InlineData("2019\n")]
    [InlineData("last-0d")]
    [InlineData("last-9999d")]
    [InlineData("last-7w")]
    [InlineData("1899")]
    [InlineData("2012")]
    [InlineData("2101")]
    [InlineData("9999-12-31/9999-12-31")]
    public void Parse_OfWhatIsNoPeriod_IsRefusedByNameAndValue(string text)
    {
        QueryException refusal = Assert.Throws<QueryException>(() => Parse(new Office(), text, Now));

        Assert.Equal(("bad_period", "period"), (refusal.Code, refusal.Field));
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfTheYearBeforeTheFirst_IsPossible() => Assert.Equal(365, Parse(new Office(), "2013", Now).Days);

    private static NamedPeriod Parse(Office office, string text, string at) => PeriodParser.Parse(text, StatisticalNow.Of(office.Calendar, Office.At(at)));
}
