using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>Stocks, ratios, selections, and splits.</summary>
public sealed class StatisticsEngineKindTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";

    [Fact]
    public void Value_OfAStock_IsTheLastFigureAddedUpOverUnits()
    {
        Office office = new();
        office.Figure("2019-12-30", "2019-12-31", 440, office.Workers, unit: office.North)
            .Figure("2019-06-01", "2019-06-02", 1, office.Workers, unit: office.North)
            .Figure("2019-12-01", "2019-12-02", 17, office.Workers, unit: office.South)
            .Figure("2018-12-31", "2019-01-01", 450, office.Workers, unit: office.North);

        StatisticItem item = office.Ask(Later, "2019", metric: office.Workers);

        Assert.Equal(457, item.Value);
        StatisticComparison year = item.Comparisons["year"];
        Assert.Equal((450m, 7m, "+1.56%", "同比上升1.56%"), (year.Value, year.Change, year.Percent, year.Text));
        Assert.Null(year.RateRatio);
    }

    [Fact]
    public void Comparison_OfARunningStock_TakesTheLastFigureToTheSameDate()
    {
        Office office = new();
        office.Figure("2020-06-09", "2020-06-10", 20, office.Workers).Figure("2019-06-09", "2019-06-10", 10, office.Workers).Figure("2019-06-11", "2019-06-12", 99, office.Workers);

        StatisticComparison ours = office.Compare("2020-06-10T12:00:00+08:00", "mtd", metric: office.Workers);

        Assert.Equal((20m, 10m, "+100.00%"), (ours.Current, ours.Value, ours.Percent));
    }

    [Theory]
    [InlineData(932, 1000, 920, 1000, 0.932, "1.20", "+1.20", "同比上升1.2个百分点", "up 1.2 percentage points year on year")]
    [InlineData(1, 3, 2, 3, 0.3333, "-33.33", "−33.33", "同比下降33.33个百分点", "down 33.33 percentage points year on year")]
    [InlineData(1, 2, 50, 100, 0.5, "0", "0.00", "持平", "unchanged")]
    [InlineData(500001, 1000000, 1, 2, 0.5, "0", "0.00", "基本持平", "virtually unchanged")]
    [InlineData(2, 3, 66667, 100000, 0.6667, "0", "0.00", "基本持平", "virtually unchanged")]
    public void Comparison_OfARatio_IsInPercentagePointsFromItsParts(
        long above, long below, long baseAbove, long baseBelow, double value, string points, string percent, string text, string textEn)
    {
        StatisticItem item = Ratio(above, below, baseAbove, baseBelow);

        Assert.Equal((decimal)value, item.Value);
        StatisticComparison ours = item.Comparisons["year"];
        Assert.Equal(decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), ours.Points);
        Assert.Equal((percent, text, textEn), (ours.Percent, ours.Text, ours.TextEn));
        Assert.Equal((null, null, true), (ours.Rate, ours.RateRatio, ours.Comparable));
    }

    [Fact]
    public void Comparison_OfARatioOverNothingThen_HasAZeroBase()
    {
        StatisticComparison ours = Ratio(1, 2, 0, 0).Comparisons["year"];

        Assert.Equal((true, "zero_base", null, null), (ours.Comparable, ours.Reason, ours.Points, ours.Value));
        Assert.Equal("上年同期为0件,不计算增幅", ours.Text);
    }

    [Fact]
    public void Value_OfARatioOverNothing_IsUnknown()
    {
        StatisticItem item = Ratio(0, 0, 1, 2);

        Assert.Null(item.Value);
        Assert.Equal("no_current", item.Comparisons["year"].Reason);
    }

    [Fact]
    public void Value_OfASelection_AddsItsCategoriesAndNothingElse()
    {
        Office office = Vice();

        Assert.Equal(7, office.Ask(Later, "2019", metric: office.Vice).Value);
        Assert.Equal([("admin/gambling", 3m), ("admin/drugs", 4m)], Split(office, office.Vice, SplitBy.Category));
    }

    [Fact]
    public void Split_ByCategory_ListsEveryChildAndWhatStandsAtTheParent()
    {
        Office office = Vice();

        Assert.Equal([("admin", 17m), ("fraud", 5m), ("/~", 100m)], Split(office, office.Incident, SplitBy.Category));
        Assert.Equal([("admin/gambling", 3m), ("admin/drugs", 4m), ("admin/~", 10m)], Split(office, office.Incident, SplitBy.Category, "admin"));
    }

    [Fact]
    public void Split_WhenNothingStandsAtTheParent_HasNoItemForIt()
    {
        Office office = new Office().Known("2018-01-01", "2020-01-05");
        office.Count("2019-03-01T10", 3, category: office.Fraud);

        Assert.Equal([("admin", 0m), ("fraud", 3m)], Split(office, office.Incident, SplitBy.Category));
    }

    [Fact]
    public void Split_WhenOnlyTheBaseStandsAtTheParent_StillHasItsItem()
    {
        Office office = new Office().Known("2018-01-01", "2020-01-05").Count("2018-03-01T10", 3);

        Assert.Equal([("admin", 0m), ("fraud", 0m), ("/~", 0m)], Split(office, office.Incident, SplitBy.Category));
    }

    [Fact]
    public void Split_ByUnit_ListsChildrenWithAllBelowThem()
    {
        Office office = new Office().Known("2018-01-01", "2020-01-05");
        office.Count("2019-03-01T10", 1, unit: office.Post).Count("2019-03-01T11", 2, unit: office.North).Count("2019-03-01T12", 4, unit: office.County);

        StatisticItem[] items = [.. office.Ask(Later, office.Request("2019") with { By = SplitBy.Unit }).Items];

        Assert.Equal([("N", "N", 3m), ("S", "S", 0m), ("C/~", "C", 4m)], items.Select(item => (item.Key!, item.Unit, item.Value!.Value)));
    }

    [Fact]
    public void Split_OfAStockByUnit_GivesTheParentsOwnPart()
    {
        Office office = new();
        office.Figure("2019-12-30", "2019-12-31", 5, office.Workers, unit: office.County).Figure("2019-12-30", "2019-12-31", 7, office.Workers, unit: office.Post);

        StatisticItem[] items = [.. office.Ask(Later, office.Request("2019", metric: office.Workers) with { By = SplitBy.Unit }).Items];

        Assert.Equal([("N", 7m), ("S", null), ("C/~", (decimal?)5)], items.Select(item => (item.Key!, item.Value)));
    }

    [Fact]
    public void Split_BySource_ListsTheAuthoritativeOnes()
    {
        Office office = new();
        office.Known("2018-01-01", "2020-01-05", office.Shared).Count("2019-03-01T10", 2, office.Shared, source: office.Desk).Count("2019-03-01T10", 3, office.Shared, source: office.Calls);

        Assert.Equal([("calls", 3m), ("desk", 2m)], Split(office, office.Shared, SplitBy.Source));
        Assert.Equal(5, office.Ask(Later, "2019", metric: office.Shared).Value);
    }

    [Fact]
    public void Value_OfASourceThatDoesNotFeedTheMetric_IsUnknown()
    {
        Office office = Vice();

        StatisticItem item = Assert.Single(office.Ask(Later, office.Request("2019") with { Source = office.Desk }).Items);

        Assert.Equal((null, "unknown", "desk"), (item.Value, item.Quality.State, item.Source));
    }

    [Fact]
    public void Split_ByMetric_IsKeyedByMetric()
    {
        Office office = Vice();

        Assert.Equal([("incident", 122m)], Split(office, office.Incident, SplitBy.Metric));
    }

    [Fact]
    public void Evaluate_OfACategoryThatAMetricHasNot_IsRefused()
    {
        Office office = Vice();

        Assert.Equal("unknown_category", Refusal(office.Request("2019") with { Category = "nowhere" }).Code);
        Assert.Equal("unknown_category", Refusal(office.Request("2019", metric: office.Vice) with { Category = "admin" }).Code);
        Assert.Equal("bad_split", Refusal(office.Request("2019", metric: office.ResolveRate) with { By = SplitBy.Category }).Code);

        QueryException Refusal(StatisticsRequest request) => Assert.Throws<QueryException>(() => office.Ask(Later, request));
    }

    private static (string, decimal)[] Split(Office office, Metric metric, SplitBy by, string category = "") =>
        [.. office.Ask(Later, office.Request("2019", metric: metric) with { By = by, Category = category }).Items.Select(item => (item.Key!, item.Value!.Value))];

    private static Office Vice()
    {
        Office office = new Office().Known("2018-01-01", "2020-01-05");
        return office.Count("2019-03-01T10", 3, category: office.Gambling).Count("2019-03-01T11", 4, category: office.Drugs, unit: office.Post)
            .Count("2019-03-01T12", 10, category: office.Admin).Count("2019-03-01T13", 5, category: office.Fraud).Count("2019-03-01T14", 100);
    }

    private static StatisticItem Ratio(long above, long below, long baseAbove, long baseBelow)
    {
        Office office = new();
        return office.Known("2018-01-01", "2020-01-05", office.Accepted).Known("2018-01-01", "2020-01-05", office.Resolved)
            .Count("2019-03-01T10", above, office.Resolved).Count("2019-03-01T10", below, office.Accepted)
            .Count("2018-03-01T10", baseAbove, office.Resolved).Count("2018-03-01T10", baseBelow, office.Accepted)
            .Ask(Later, "2019", metric: office.ResolveRate);
    }
}
