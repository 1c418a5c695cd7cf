using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Tests.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Calendar;

public sealed class PeriodMapperYearTests
{
    [Theory]
    // (1) whole months
    [InlineData("2020-02", "year", "2019-02-01", "2019-03-01")]
    [InlineData("2021-02", "year", "2020-02-01", "2020-03-01")]
    [InlineData("2021-02-01/2021-03-01", "year", "2020-02-01", "2020-03-01")]
    [InlineData("2020-01-01/2020-03-01", "year", "2019-01-01", "2019-03-01")]
    [InlineData("2019", "year", "2018-01-01", "2019-01-01")]
    [InlineData("2020", "year", "2019-01-01", "2020-01-01")]
    [InlineData("2020-Q1", "year", "2019-01-01", "2019-04-01")]
    [InlineData("2021", "year:2015", "2015-01-01", "2016-01-01")]
    // (2) any other span, by its days
    [InlineData("2020-02-29", "year", "2019-02-28", "2019-03-01")]
    [InlineData("2021-02-28", "year", "2020-02-28", "2020-02-29")]
    [InlineData("2020-02-28", "year", "2019-02-28", "2019-03-01")]
    [InlineData("2021-03-01", "year", "2020-03-01", "2020-03-02")]
    [InlineData("2020-02-20/2020-03-01", "year", "2019-02-20", "2019-03-01")]
    [InlineData("2021-02-20/2021-03-01", "year", "2020-02-20", "2020-02-29")]
    [InlineData("2020-01-01/2020-03-02", "year", "2019-01-01", "2019-03-02")]
    [InlineData("2020-02-29/2020-03-02", "year", "2019-02-28", "2019-03-02")]
    [InlineData("2019-12-20/2020-01-10", "year", "2018-12-20", "2019-01-10")]
    [InlineData("2019-12-20/2020-01-10", "year:2018", "2017-12-20", "2018-01-10")]
    [InlineData("2020-02-29", "year:2016", "2016-02-29", "2016-03-01")]
    // (3) weeks
    [InlineData("2019-W23", "year", "2018-06-04", "2018-06-11")]
    [InlineData("2020-W01", "year", "2018-12-31", "2019-01-07")]
    [InlineData("2020-W53", "year", null, null)]
    [InlineData("2020-W53", "year:2015", "2015-12-28", "2016-01-04")]
    [InlineData("2021-W52", "year", "2020-12-21", "2020-12-28")]
    // (5) rolling
    [InlineData("last-12m", "year", "2030-05-01", "2031-05-01")]
    [InlineData("last-7d", "year", "2031-05-12", "2031-05-19")]
    // 364 days
    [InlineData("2020-02-29", "year-weekday", "2019-03-02", "2019-03-03")]
    [InlineData("2020-02", "year-weekday", "2019-02-02", "2019-03-03")]
    [InlineData("2020-W53", "year-weekday", "2019-12-30", "2020-01-06")]
    public void Base_OfAPeriodThatIsOver_FollowsTheRules(string period, string compare, string? from, string? to)
    {
        (int, int)? expected = from is null || to is null ? null : (Office.Day(from), Office.Day(to));

        Assert.Equal(expected, Map(new Office(), period, compare));
    }

    [Fact]
    public void Base_OfEveryDayFrom2019To2032_IsTheSameDateTheYearBefore()
    {
        Office office = new();
        DateTime end = new(2032, 3, 2);
        int days = 0;
        for (DateTime day = new(2019, 12, 28); day <= end; day = day.AddDays(1), days++)
        {
            // The rule said independently: the same month and day in the year before, and the 28th where there is no 29 February.
            string leap = day is { Month: 2, Day: 29 } ? "02-28" : day.ToString("MM-dd", CultureInfo.InvariantCulture);
            string expected = $"{day.Year - 1}-{leap}";

            (int From, int To)? ours = Map(office, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "year");

            Assert.Equal((Office.Day(expected), Office.Day(expected) + 1), ours);
        }

        Assert.Equal(4_449, days);
    }

    [Fact]
    public void Base_OfEverySpanToAnyDay_ShiftsBothEnds()
    {
        Office office = new();
        DateTime end = new(2032, 3, 2);
        for (DateTime last = new(2019, 12, 28); last <= end; last = last.AddDays(1))
        {
            foreach (int length in new[] { 2, 7, 28, 60 })
            {
                DateTime first = last.AddDays(1 - length);
                bool months = first.Day == 1 && last.AddDays(1).Day == 1;
                DateTime baseFirst = YearBefore(first);
                DateTime baseEnd = months ? new DateTime(last.AddDays(1).Year - 1, last.AddDays(1).Month, 1) : YearBefore(last).AddDays(1);

                (int From, int To)? ours = Map(office, $"{Iso(first)}/{Iso(last.AddDays(1))}", "year");

                Assert.Equal((Office.Day(Iso(baseFirst)), Office.Day(Iso(baseEnd))), ours);
            }
        }

        static DateTime YearBefore(DateTime day) => day is { Month: 2, Day: 29 } ? new DateTime(day.Year - 1, 2, 28) : new DateTime(day.Year - 1, day.Month, day.Day);
        static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Base_OfEveryWeek_HasTheSameNumberOrNone()
    {
        Office office = new();
        for (int year = 2019; year <= 2031; year++)
        {
            for (int week = 1; week <= ISOWeek.GetWeeksInYear(year); week++)
            {
                (int From, int To)? ours = Map(office, $"{year}-W{week:00}", "year");
                if (week > ISOWeek.GetWeeksInYear(year - 1))
                {
                    Assert.Null(ours);
                    continue;
                }

                DateTime monday = ISOWeek.ToDateTime(year - 1, week, DayOfWeek.Monday);
                int first = OfficeCalendar.DayNumber(LocalDate.FromDateTime(monday));
                Assert.Equal((first, first + 7), ours);
            }
        }
    }

    [Theory]
    [InlineData("2020-03", "2019-02-26", "2019-03-26")]
    [InlineData("2021-03", "2020-02-26", "2020-03-26")]
    [InlineData("2020-Q1", "2018-12-26", "2019-03-26")]
    [InlineData("2020", "2018-12-26", "2019-12-26")]
    public void Base_WhenMonthsStartOnThe26th_IsTheSameStatisticalMonth(string period, string from, string to) =>
        Assert.Equal((Office.Day(from), Office.Day(to)), Map(new Office(monthStart: 26), period, "year"));

    private static (int From, int To)? Map(Office office, string period, string compare)
    {
        StatisticalNow now = StatisticalNow.Of(office.Calendar, Office.At("2032-05-19T00:30:00+08:00"));
        ComparisonBasis basis = ComparisonBasis.Parse(compare)!;
        return new PeriodMapper(office.Calendar).Base(PeriodParser.Parse(period, now), basis, now) is { } span ? (span.FromDay, span.ToDay) : null;
    }
}
