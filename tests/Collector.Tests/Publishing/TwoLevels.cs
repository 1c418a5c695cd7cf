using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Tests.Counts;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>A level and the one above it, under the same catalogue.</summary>
internal sealed class TwoLevels(CubeFixture lower, CubeFixture upper) : IAsyncDisposable
{
    private const int FirstYear = 2016, EndYear = 2022;

    public CubeFixture Lower => lower;

    public CubeFixture Upper => upper;

    public UpperLevel Above { get; } = new(upper);

    public static async Task<TwoLevels> StartAsync(Catalogue? catalogue = null) =>
        new(await CubeFixture.StartAsync(catalogue, layerFrom: 5), await CubeFixture.StartAsync(catalogue));

    public async ValueTask DisposeAsync()
    {
        Above.Dispose();
        await lower.DisposeAsync();
        await upper.DisposeAsync();
    }

    /// <summary>What is known above is what stands here; a whole year is always known. Years below 0, with all that they are part of, cannot be told.</summary>
    /// <param name="seed">For the message.</param>
    /// <param name="everyDay">Whether a day that is known here must be known there; else it may be known by a coarser figure only.</param>
    public void AssertEqual(int seed, bool everyDay)
    {
        HashSet<(SeriesOfLeaf Leaf, int Year)> untold = [.. Leaves().SelectMany(leaf => Enumerable.Range(FirstYear, EndYear - FirstYear).Where(year => Own(leaf, year) < 0).Select(year => (leaf, year)))];
        foreach (CountNode node in from metric in lower.Catalogue.Metrics where metric.Kind == MetricKind.Flow from category in metric.Categories from unit in lower.Catalogue.Units select new CountNode(metric, category, unit, null))
        {
            for (int year = FirstYear; year < EndYear; year++)
            {
                if (!untold.Any(one => one.Year == year && IsBelow(one.Leaf, node)))
                {
                    AssertEqual($"seed {seed}", node, year, everyDay);
                }
            }
        }
    }

    /// <summary>Every bucket of a node is known above as here, at whatever grain it is known.</summary>
    public void AssertEqual(int seed, CountNode node)
    {
        for (int year = FirstYear; year < EndYear; year++)
        {
            AssertEqual($"seed {seed}", node, year, everyDay: true);
        }
    }

    private void AssertEqual(string what, CountNode node, int year, bool everyDay)
    {
        what += $", {node.Metric.Id} {node.Category.Path} {node.Unit.Code} {node.Source?.Id}";
        OfficeCalendar calendar = lower.Catalogue.Calendar;
        (int from, int to) = (calendar.FirstDayOfMonth(year * 12), calendar.FirstDayOfMonth((year + 1) * 12));
        (long?[] here, long?[] there) = (Days(lower, node, from, to), Days(upper, node, from, to));
        for (int i = 0; i < here.Length; i++)
        {
            if (everyDay || there[i] is not null)
            {
                Assert.True((here[i] ?? 0) == (there[i] ?? 0), $"{what} {OfficeCalendar.DateOfDay(from + i)}: {here[i]} here, {there[i]} above");
            }
        }

        for (int month = year * 12; month < (year + 1) * 12; month++)
        {
            (long? one, long? above) = (Sum(lower, node, calendar.FirstDayOfMonth(month), calendar.FirstDayOfMonth(month + 1)), Sum(upper, node, calendar.FirstDayOfMonth(month), calendar.FirstDayOfMonth(month + 1)));
            Assert.True((!everyDay && above is null) || (one ?? 0) == (above ?? 0), $"{what} {year}-{(month % 12) + 1}: {one} here, {above} above");
        }

        (long? whole, long? wholeAbove) = (Sum(lower, node, from, to), Sum(upper, node, from, to));
        Assert.True((whole ?? 0) == (wholeAbove ?? 0), $"{what} {year}: {whole} here, {wholeAbove} above");
    }

    private IEnumerable<SeriesOfLeaf> Leaves() =>
        from metric in lower.Catalogue.Metrics
        where metric.Kind == MetricKind.Flow
        from source in metric.Sources
        from category in metric.Categories
        from unit in lower.Catalogue.Units
        select new SeriesOfLeaf(metric, source, category, unit);

    private long Own(SeriesOfLeaf leaf, int year)
    {
        OfficeCalendar calendar = lower.Catalogue.Calendar;
        (int from, int to) = (calendar.FirstHourOfDay(calendar.FirstDayOfMonth(year * 12)), calendar.FirstHourOfDay(calendar.FirstDayOfMonth((year + 1) * 12)));
        return lower.Read(counts => counts.SumHoursOwn(new CountNode(leaf.Metric, leaf.Category, leaf.Unit, leaf.Source), ownCategory: true, ownUnit: true, from, to)).Value ?? 0;
    }

    private static bool IsBelow(SeriesOfLeaf leaf, CountNode node) =>
        leaf.Metric == node.Metric && node.Unit.Contains(leaf.Unit) && (node.Category.Path.Length == 0 || leaf.Category.Path == node.Category.Path || Parents(leaf.Category).Contains(node.Category));

    private static IEnumerable<CategoryNode> Parents(CategoryNode category)
    {
        for (CategoryNode? node = category.Parent; node is not null; node = node.Parent)
        {
            yield return node;
        }
    }

    private static long?[] Days(CubeFixture level, CountNode node, int from, int to)
    {
        long?[] days = new long?[to - from];
        level.Read(counts =>
        {
            counts.ReadDays(node, from, days);
            return true;
        });
        return days;
    }

    private static long? Sum(CubeFixture level, CountNode node, int from, int to) => level.Read(counts => counts.SumDays(node, from, to)).Value;

    private sealed record SeriesOfLeaf(Metric Metric, SourceSystem Source, CategoryNode Category, UnitNode Unit);
}
