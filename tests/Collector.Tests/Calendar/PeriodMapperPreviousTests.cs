using Tongbi.Collector.Calendar;
using Tongbi.Collector.Tests.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Calendar;

public sealed class PeriodMapperPreviousTests
{
    [Theory]
    [InlineData("2020-03-01", 1, "2020-02-29", "2020-03-01")]
    [InlineData("2020-W01", 1, "2019-12-23", "2019-12-30")]
    [InlineData("2021-W01", 1, "2020-12-28", "2021-01-04")]
    [InlineData("2020-03", 1, "2020-02-01", "2020-03-01")]
    [InlineData("2020-01", 1, "2019-12-01", "2020-01-01")]
    [InlineData("2020-Q1", 1, "2019-10-01", "2020-01-01")]
    [InlineData("2020", 1, "2019-01-01", "2020-01-01")]
    [InlineData("last-7d", 1, "2025-05-05", "2025-05-12")]
    [InlineData("last-28d", 1, "2025-03-24", "2025-04-21")]
    [InlineData("last-12m", 1, "2023-05-01", "2024-05-01")]
    [InlineData("2020-06-01/2020-07-01", 1, "2020-05-02", "2020-06-01")]
    [InlineData("2020-06-10/2020-06-13", 1, "2020-06-07", "2020-06-10")]
    [InlineData("2020-03", 26, "2020-01-26", "2020-02-26")]
    [InlineData("2020-01", 26, "2019-11-26", "2019-12-26")]
    [InlineData("2020-Q1", 26, "2019-09-26", "2019-12-26")]
    public void Base_OfAPeriodThatIsOver_IsTheOneBefore(string period, int monthStart, string from, string to)
    {
        Office office = new(monthStart: monthStart);
        StatisticalNow now = StatisticalNow.Of(office.Calendar, Office.At("2025-05-19T00:30:00+08:00"));

        ComparedSpan? ours = new PeriodMapper(office.Calendar).Base(PeriodParser.Parse(period, now), ComparisonBasis.Parse("previous")!, now);

        Assert.Equal((Office.Day(from), Office.Day(to), false), (ours!.Value.FromDay, ours.Value.ToDay, ours.Value.IsCut));
    }

    [Fact]
    public void Base_OfEveryDayInARunningMonth_StaysWithinTheMonthBefore()
    {
        foreach (int monthStart in new[] { 1, 15, 26, 28 })
        {
            Office office = new(monthStart: monthStart);
            PeriodMapper mapper = new(office.Calendar);
            for (int day = Office.Day("2019-12-01"); day < Office.Day("2021-04-01"); day++)
            {
                StatisticalNow now = StatisticalNow.Of(office.Calendar, office.Calendar.StartOfHour(office.Calendar.FirstHourOfDay(day) + 12));
                NamedPeriod mtd = PeriodParser.Parse("mtd", now);

                ComparedSpan ours = mapper.Base(mtd, ComparisonBasis.Parse("previous")!, now)!.Value;

                int month = office.Calendar.MonthOfDay(day);
                Assert.Equal(office.Calendar.FirstDayOfMonth(month - 1), ours.FromDay);
                Assert.InRange(ours.ToDay, ours.FromDay + 1, mtd.FromDay);
                Assert.Equal(12, ours.Hours!.Value.To - office.Calendar.FirstHourOfDay(ours.ToDay - 1));
            }
        }
    }
}
