using FsCheck.Xunit;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>What must hold for any counts: every raw number is one count, scattered over 2018 and 2019, the categories and the units.</summary>
public sealed class StatisticsPropertyTests
{
    private const string Later = "2020-01-05T10:30:00+08:00";
    private static readonly string[] Periods = ["2019", "2019-Q1", "2019-06", "2019-W23", "2019-06-05", "last-28d", "last-12m", "2019-02-11/2019-11-03", "wtd", "ytd"];

    [Property(MaxTest = 40)]
    public void Parts_OfAnyPeriod_AddUpToTheWhole(int[] raw, byte which)
    {
        Office office = Scatter(raw);
        string period = Periods[which % Periods.Length];
        StatisticItem whole = office.Ask(Later, period);
        foreach (SplitBy by in new[] { SplitBy.Unit, SplitBy.Category, SplitBy.Source })
        {
            IReadOnlyList<StatisticItem> parts = office.Ask(Later, office.Request(period) with { By = by }).Items;
            Assert.Equal(whole.Value, parts.Sum(part => part.Value));
            Assert.Equal(whole.Comparisons["year"].Value, parts.Sum(part => part.Comparisons["year"].Value));
            Assert.Equal(whole.Comparisons["year"].Change, parts.Sum(part => part.Comparisons["year"].Change));
        }
    }

    [Property(MaxTest = 25)]
    public void AWeek_IsItsDays_AndAYearItsMonths(int[] raw)
    {
        Office office = Scatter(raw, "America/Chicago");
        int monday = Office.Day("2019-11-04");

        decimal? days = Enumerable.Range(monday - 7, 7).Sum(day => office.Ask(Later, NodaTime.Text.LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day))).Value);

        Assert.Equal(office.Ask(Later, "2019-W44").Value, days);
        Assert.Equal(office.Ask(Later, "2019").Value, Enumerable.Range(1, 12).Sum(month => office.Ask(Later, $"2019-{month:00}").Value));
        Assert.Equal(office.Ask(Later, "2019").Value, office.Curve(Later, "2019-01-01", "2020-01-01", "hour").Series[0].Values.Sum());
    }

    [Property(MaxTest = 40)]
    public void Comparison_SeenFromTheOtherSide_IsTheOpposite(int[] raw)
    {
        Office office = Scatter(raw);
        StatisticComparison forth = office.Compare(Later, "2019-06", "year:2018");
        StatisticComparison back = office.Compare(Later, "2018-06", "year:2019");

        Assert.Equal((forth.Current, forth.Value, forth.Change), (back.Value, back.Current, -back.Change));
        Assert.Equal(forth.RateRatio!.PValue, back.RateRatio!.PValue, 12);
        Assert.Equal(forth.RateRatio.Low == 0 ? null : 1 / forth.RateRatio.Low, back.RateRatio.High is { } high ? high : null, Near);
    }

    [Property(MaxTest = 40)]
    public void Figures_WhenCountsAreAddedElsewhere_DoNotChange(int[] raw, byte which)
    {
        Office office = Scatter(raw);
        StatisticsRequest question = office.Request(Periods[which % Periods.Length]) with { Unit = office.North, Category = "admin" };
        string before = Print(office.Ask(Later, question));

        office.Count("2019-06-05T10", 7, category: office.Fraud, unit: office.North).Count("2019-06-05T10", 7, category: office.Gambling, unit: office.South)
            .Count("2017-06-05T10", 7, category: office.Gambling, unit: office.North).Count("2019-06-05T10", 7, office.Shared);

        Assert.Equal(before, Print(office.Ask(Later, question)));
    }

    [Property(MaxTest = 40)]
    public void Rate_OfAnyTwoCounts_IsWithinHalfAStepOfTheExactOne(int current, int @base)
    {
        if (@base == 0)
        {
            return;
        }

        decimal rate = ExactQuotient.RateOfChange(current, @base);

        Assert.True(Math.Abs((rate * @base) - ((decimal)current - @base)) <= 0.00005m * Math.Abs((decimal)@base));
        Assert.Equal(rate, Math.Round(rate, 4));
    }

    private static bool Near(double? one, double? other) => one is null ? other is null : other is not null && Math.Abs(one.Value - other.Value) <= 1e-9 * Math.Abs(one.Value);

    private static string Print(StatisticsAnswer answer) =>
        string.Join('\n', answer.Items.Select(item => $"{item with { Comparisons = null!, Quality = null! }} {string.Join(';', item.Comparisons.Select(pair => pair.Key + (pair.Value with { Marks = [] })))}"));

    private static Office Scatter(int[] raw, string zone = "Asia/Shanghai")
    {
        Office office = new Office(zone).Known("2018-01-01", "2020-01-10");
        CategoryNode[] categories = [.. office.Incident.Categories];
        UnitNode[] units = [.. office.Catalogue.Units];
        int first = office.Hour("2018-01-01T00");
        for (int i = 0; i < raw.Length; i++)
        {
            // A multiplicative hash, so that small neighbours do not all fall into one hour.
            uint hash = unchecked((uint)raw[i] * 2_654_435_761u) ^ unchecked((uint)i * 40_503u);
            CountNode leaf = new(office.Incident, categories[hash % categories.Length], units[hash / 8 % units.Length], office.Calls);
            int hour = first + (int)(hash / 64 % (734 * 24));
            office.Counts.Add(leaf, hour, hour + 1, 1 + (hash % 5));
        }

        return office;
    }
}
