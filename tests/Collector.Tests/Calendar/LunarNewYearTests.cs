using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Tests.References;
using Xunit;

namespace Tongbi.Collector.Tests.Calendar;

/// <summary>Spring Festival against six other calendars' agreement (References/calendar).</summary>
public sealed class LunarNewYearTests
{
    [Fact]
    public void DateOf_EveryYearFrom2000To2024_IsTheReferences()
    {
        JsonElement[] years = [.. ReferenceFiles.Json("calendar", "lunar_2000_2024.json").GetProperty("years").EnumerateArray()];

        Assert.Equal(25, years.Length);
        Assert.All(years, year => Assert.Equal(
            year.GetProperty("春节").GetString(),
            LocalDatePattern.Iso.Format(LunarNewYear.DateOf(year.GetProperty("lunar_or_gregorian_year").GetInt32()))));
    }

    [Fact]
    public void WindowOf_EveryYear_IsTheLastMonthOfTheOldYearAndTheFirstOfTheNew()
    {
        JsonElement[] months = [.. ReferenceFiles.Json("calendar", "lunar_2000_2024.json").GetProperty("lunar_months").EnumerateArray()];
        for (int year = 2000; year <= 2024; year++)
        {
            (int lastFrom, _) = Month(year - 1, 12);
            (int firstFrom, int firstDays) = Month(year, 1);

            Assert.Equal(new FestivalWindow(year, lastFrom, firstFrom + firstDays, firstFrom), LunarNewYear.WindowOf(year));
        }

        (int From, int Days) Month(int lunarYear, int number)
        {
            JsonElement month = months.Single(one => one.GetProperty("lunar_year").GetInt32() == lunarYear && one.GetProperty("month").GetInt32() == number && !one.GetProperty("leap").GetBoolean());
            return (OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(month.GetProperty("start").GetString()!).Value), month.GetProperty("days").GetInt32());
        }
    }

    [Theory]
    [InlineData(2025, 1, 29)]
    [InlineData(2026, 2, 17)]
    [InlineData(2027, 2, 6)]
    [InlineData(1902, 2, 8)]
    [InlineData(2100, 2, 9)]
    public void DateOf_BeyondTheReferences_IsTheAlmanacs(int year, int month, int day) => Assert.Equal(new LocalDate(year, month, day), LunarNewYear.DateOf(year));

    [Fact]
    public void WindowOf_OutsideTheKnownYears_IsAbsent()
    {
        Assert.Null(LunarNewYear.WindowOf(1901));
        Assert.Null(LunarNewYear.WindowOf(2101));
        Assert.All(Enumerable.Range(1902, 199), year => Assert.InRange(LunarNewYear.WindowOf(year)!.ToDay - LunarNewYear.WindowOf(year)!.FromDay, 58, 60));
    }
}
