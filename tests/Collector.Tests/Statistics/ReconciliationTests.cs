using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>Two sources that tell the same fact.</summary>
public sealed class ReconciliationTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";

    [Fact]
    public void Figure_OfAReconciledMetric_CountsOneSource_AndShowsTheOtherByName()
    {
        Office office = Told();

        StatisticItem whole = office.Ask(Later, "2019", metric: office.Told);
        Assert.Equal((5m, true), (whole.Value, whole.Quality.Disagreement));
        IReadOnlyList<StatisticItem> bySource = office.Ask(Later, office.Request("2019", metric: office.Told) with { By = SplitBy.Source }).Items;
        Assert.Equal([("calls", 7m), ("desk", 5m)], bySource.Select(item => (item.Source!, item.Value ?? -1))); // not null: a split by source names them
        Assert.Null(office.Ask(Later, "2019", metric: office.Shared).Quality.Disagreement);
    }

    [Fact]
    public void Reconciliation_ByUnit_TellsBothValuesAndWhereTheyDiffer()
    {
        Office office = Told();

        ReconciliationAnswer answer = Reconcile(office, Later, "2019", SplitBy.Unit);

        Assert.Equal(
            [("N", "desk", 3L, "calls", 3L, 0L, false), ("S", "desk", 2L, "calls", 4L, -2L, true)],
            answer.Items.Select(item => (item.Key!, item.Counted.Source, item.Counted.Value ?? -1, item.Against.Source, item.Against.Value ?? -1, item.Difference ?? -1, item.Disagree ?? throw new InvalidOperationException())));
        Assert.All(answer.Items, item => Assert.Equal(("complete", "complete", "2019"), (item.Counted.State, item.Against.State, item.Period.Name)));
    }

    [Fact]
    public void Reconciliation_WhereOneSourceLeftAGap_DoesNotCallItADisagreement()
    {
        Office office = Told();

        ReconciliationItem item = Assert.Single(Reconcile(office, Later, "2017-12-01/2019-07-01").Items);
        Assert.Equal((5L, 7L, -2L, null), (item.Counted.Value, item.Against.Value, item.Difference, item.Disagree));
        Assert.Equal(("partial", "partial"), (item.Counted.State, item.Against.State));
        ReconciliationItem unknown = Assert.Single(Reconcile(office, Later, "2016").Items);
        Assert.Equal(("unknown", "unknown", null, null), (unknown.Counted.State, unknown.Against.State, unknown.Difference, unknown.Disagree));
        Assert.Null(office.Ask(Later, "2017-12-01/2019-07-01", metric: office.Told).Quality.Disagreement);
    }

    [Fact]
    public void Reconciliation_OfARunningPeriod_GoesAsFarAsBothAreHeard()
    {
        // The calls are known to the running hour, the desk to the day before.
        Office office = new();
        int from = office.Calendar.FirstHourOfDay(Office.Day("2020-01-01"));
        office.Counts.Know(office.Calls, office.Told, from, office.Hour("2020-01-05T11")).Know(office.Desk, office.Told, from, office.Hour("2020-01-05T03"));
        office.Count("2020-01-03T10", 4, office.Told, source: office.Desk).Count("2020-01-03T10", 4, office.Told, source: office.Calls).Count("2020-01-05T05", 9, office.Told, source: office.Calls);

        ReconciliationItem item = Assert.Single(Reconcile(office, Later, "ytd").Items);

        Assert.Equal((4L, 4L, false, "2020-01-05", 4), (item.Counted.Value, item.Against.Value, item.Disagree, item.Period.To, item.Period.Days));
        Assert.False(office.Ask(Later, "ytd", metric: office.Told).Quality.Disagreement);

        office.Counts.Know(office.Desk, office.Told, office.Hour("2020-01-05T03"), office.Hour("2020-01-05T11"));
        ReconciliationItem heard = Assert.Single(Reconcile(office, Later, "ytd").Items);
        Assert.Equal((4L, 13L, true, "2020-01-05T10:00:00+08:00"), (heard.Counted.Value, heard.Against.Value, heard.Disagree, heard.Period.ToAt));
    }

    [Fact]
    public void Reconciliation_OfAMetricWithoutTwoSourcesOfOneFact_IsRefused()
    {
        Office office = Told();

        QueryException refusal = Assert.Throws<QueryException>(() => new StatisticsEngine().Evaluate(
            office.Counts, new ReconciliationRequest { Metrics = [office.Shared], Unit = office.County, Periods = ["2019"] }, Office.At(Later)));

        Assert.Equal("not_reconciled", refusal.Code);
    }

    private static ReconciliationAnswer Reconcile(Office office, string at, string period, SplitBy? by = null) =>
        new StatisticsEngine().Evaluate(office.Counts, new ReconciliationRequest { Metrics = [office.Told], Unit = office.County, Periods = [period], By = by }, Office.At(at));

    private static Office Told()
    {
        Office office = new();
        return office.Known("2018-01-01", "2020-01-06", office.Told)
            .Count("2019-06-03T10", 3, office.Told, unit: office.Post, source: office.Desk).Count("2019-06-03T11", 3, office.Told, unit: office.Post, source: office.Calls)
            .Count("2019-06-03T10", 2, office.Told, source: office.Desk).Count("2019-06-03T10", 4, office.Told, source: office.Calls);
    }
}
