using NodaTime;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>What a figure says beside its rate, so that a small or unlike base misleads nobody.</summary>
public sealed class SmallCountTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";

    [Theory]
    [InlineData(7, 11, -1.3417, "normal")] // Changde's printed −36.36 %
    [InlineData(993, 794, 6.6678, "significant")]
    [InlineData(0, 0, 0, "normal")]
    [InlineData(4, 0, 4, "normal")]
    [InlineData(9, 0, 6, "significant")]
    public void Comparison_OfTwoCounts_SaysWhetherItIsMoreThanChance(long current, long @base, double wheeler, string mark)
    {
        StatisticComparison ours = new Office().Known("2018-01-01", "2020-01-05").Count("2019-06-05T10", current).Count("2018-06-05T10", @base).Compare(Later, "2019");

        Assert.Equal(wheeler, ours.Wheeler!.Value, 4);
        Assert.Contains(mark, ours.Marks);
        Assert.Equal(ours.RateRatio!.PValue < 0.05, ours.Marks.Contains("significant"));
        Assert.Contains(mark == "normal" ? "正常波动" : "显著", ours.MarkTexts);
    }

    [Fact]
    public void Wheeler_OfUnequalSpans_FirstBringsTheBaseToThisSidesHours()
    {
        // 29 days against 28 at the same daily rate are no change at all.
        Assert.Equal(0, Comparer.Wheeler(29, 29 * 24, 28, 28 * 24)!.Value, 12);
        Assert.Null(Comparer.Wheeler(-1, 24, 3, 24));
        Assert.Null(Comparer.Wheeler(1, 24, 3, 0));
    }

    [Fact]
    public void DailyMean_OfUnlikeMonths_StandsOnBothSides()
    {
        StatisticItem item = new Office().Known("2019-02-01", "2020-03-01").Count("2020-02-05T10", 100).Count("2019-02-05T10", 100).Ask("2020-04-01T00:00:00+08:00", "2020-02");

        Assert.Equal((3.45m, 3.57m), (item.DailyMean, item.Comparisons["year"].BaseDailyMean));
    }

    [Theory]
    [InlineData("2020-06-11T12:00:00+08:00", 10.5, 20)] // ten days and twelve hours
    [InlineData("2020-06-02T00:00:00+08:00", 1, 210)]
    public void DailyMean_OfARunningMonth_CountsTheLastDayInProportion(string at, double days, double mean)
    {
        StatisticItem item = new Office().Known("2019-05-01", "2020-06-12").Count("2020-06-01T05", 210).Ask(at, "mtd");

        Assert.Equal((decimal)mean, item.DailyMean);
        Assert.Equal(210, (double)item.DailyMean!.Value * days, 6);
    }

    [Fact]
    public void DailyMean_BeforeADayIsOver_OrAcrossAGap_OrOfAStock_IsAbsent()
    {
        Office office = new Office().Known("2019-05-01", "2020-06-10").Count("2020-06-05T10", 5);

        Assert.Null(new Office().Known("2020-06-01", "2020-06-12").Count("2020-06-11T05", 9).Ask("2020-06-11T23:30:00+08:00", "today").DailyMean);
        Assert.Null(office.Ask("2020-06-20T12:00:00+08:00", "mtd").DailyMean);
        Assert.Null(new Office().Figure("2020-06-01", "2020-06-02", 5, MetricOf(office)).Ask("2020-06-20T12:00:00+08:00", "2020-06-01", "none", MetricOf(office)).DailyMean);

        static Collector.Catalog.Metric MetricOf(Office office) => office.Workers;
    }

    [Fact]
    public void Comparison_AcrossACategorysFirstOrLastDay_NotesTheChange()
    {
        Office office = new Office(drugsTo: new LocalDate(2019, 4, 1), fraudFrom: new LocalDate(2019, 7, 1)).Known("2018-01-01", "2020-01-05");

        StatisticComparison year = office.Compare(Later, "2019");
        StatisticComparison spring = office.Compare(Later, "2019-05", "previous");
        StatisticComparison admin = Assert.Single(office.Ask(Later, office.Request("2019") with { Category = "admin" }).Items).Comparisons["year"];
        StatisticComparison vice = office.Compare(Later, "2019", metric: office.Vice);

        Assert.Contains("definition_changed", year.Marks);
        Assert.Equal("口径变动:2019-04-01起停用吸毒;2019-07-01起新增诈骗", year.Note);
        Assert.Equal("definition changed: from 2019-04-01 without Drugs; from 2019-07-01 with Fraud", year.NoteEn);
        Assert.Equal("口径变动:2019-04-01起停用吸毒", admin.Note);
        Assert.Equal(admin.Note, vice.Note);
        Assert.Equal("口径变动:2019-04-01起停用吸毒", office.Compare(Later, "2019-04", "previous").Note);
        Assert.Null(spring.Note);
        Assert.DoesNotContain("definition_changed", spring.Marks);
    }

    [Fact]
    public void Comparison_WhenTheSetChangesBetweenTheSpans_NotesItToo()
    {
        Office office = new Office(fraudFrom: new LocalDate(2018, 9, 1)).Known("2018-01-01", "2020-01-05");

        Assert.NotNull(office.Compare(Later, "2019-06").Note);
        Assert.Null(office.Compare(Later, "2019-10").Note);
        Assert.Null(office.Compare(Later, "2019-09", "year").Note);
    }
}
