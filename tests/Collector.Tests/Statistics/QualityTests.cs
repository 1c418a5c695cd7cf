using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>What a figure says of itself.</summary>
public sealed class QualityTests
{
    private const string Later = "2020-01-05T10:00:00+08:00";

    [Fact]
    public void Corrections_OfAPeriod_AreThoseOfItsDaysAndOfWhatLiesBelow()
    {
        Office office = Corrected();

        Assert.Equal((6, 9), Of(office.Ask(Later, "2019")));
        Assert.Equal((4, 5), Of(office.Ask(Later, "2019-06")));
        Assert.Equal((0, 0), Of(office.Ask(Later, "2019-07")));
        Assert.Equal((6, 9), Of(office.Ask(Later, "2019", metric: office.Vice)));
    }

    [Fact]
    public void Corrections_OfASplit_GoToTheirParts()
    {
        Office office = Corrected();

        IReadOnlyList<StatisticItem> units = office.Ask(Later, office.Request("2019") with { By = SplitBy.Unit }).Items;

        Assert.Equal([("N", (2, 4)), ("S", (4, 5))], units.Select(item => (item.Key!, Of(item)))); // not null: a split has keys
    }

    [Fact]
    public void Corrections_OfAnUnknownFigure_AreUnknown()
    {
        StatisticQuality quality = Corrected().Ask(Later, "2016").Quality;

        Assert.Equal(("unknown", null, null), (quality.State, quality.LateEntries, quality.Reclassified));
    }

    [Fact]
    public void Corrections_OfARatio_AreThoseOfBothParts_AndOfAStockNone()
    {
        Office office = new();
        office.Known("2018-01-01", "2020-01-05", office.Accepted).Known("2018-01-01", "2020-01-05", office.Resolved);
        office.Count("2019-06-03T10", 5, office.Accepted).Count("2019-06-03T10", 4, office.Resolved).Figure("2019-06-03", "2019-06-04", 7, office.Workers);
        foreach (Metric metric in new[] { office.Accepted, office.Resolved })
        {
            office.Counts.Correct(new CountNode(metric, metric.Categories[0], office.South, office.Desk), Office.Day("2019-06-03"), 1, 2);
        }

        Assert.Equal((2, 4), Of(office.Ask(Later, "2019", metric: office.ResolveRate)));
        Assert.Equal((0, 0), Of(office.Ask(Later, "2019", metric: office.Workers)));
    }

    private static Office Corrected()
    {
        Office office = new Office().Known("2018-01-01", "2020-01-05").Count("2019-06-03T10", 9).Count("2019-12-31T23", 5);
        office.Counts
            .Correct(new CountNode(office.Incident, office.Gambling, office.South, office.Calls), Office.Day("2019-06-03"), 4, 5)
            .Correct(new CountNode(office.Incident, office.Drugs, office.Post, office.Calls), Office.Day("2019-12-31"), 2, 4)
            .Correct(new CountNode(office.Incident, office.Drugs, office.Post, office.Calls), Office.Day("2020-01-01"), 100, 100);
        return office;
    }

    private static (long, long) Of(StatisticItem item) => (item.Quality.LateEntries!.Value, item.Quality.Reclassified!.Value); // not null: of known figures
}
