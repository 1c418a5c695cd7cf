using FsCheck;
using FsCheck.Xunit;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Testing.Counts;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>Random trees and histories: whatever came in whatever order, the cube says what a recount of the log says.</summary>
[Properties(Arbitrary = [typeof(CubeStepArbitrary)])]
public sealed class CountCubeProperties
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Property(MaxTest = 80)]
    public async Task Read_AfterAnyHistory_EqualsTheRecount(int trees, NonEmptyHistory history)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(trees), LayerFrom(trees));
        CubeHistory player = new(fixture);
        await player.PlayAsync(history.Steps);
        Recount recount = Recount(fixture, fixture.Ledger.Version, fixture.Now);
        fixture.Read(counts => Compare(fixture, player, recount, counts, trees));
    }

    [Property(MaxTest = 50)]
    public async Task ReadAsync_AsOfAnyVersion_EqualsTheRecountOfThatVersion(int trees, NonEmptyHistory history)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(trees), LayerFrom(trees));
        CubeHistory player = new(fixture);
        await player.PlayAsync(history.Steps);
        Random numbers = new(trees);
        for (int i = 0; i < 3; i++)
        {
            long version = numbers.Next((int)fixture.Ledger.Version + 1);
            OfficeCalendar calendar = fixture.Catalogue.Calendar;
            Instant? at = numbers.Next(2) == 0
                ? null
                : Instant.FromUnixTimeSeconds(calendar.StartSecondsOfHour(calendar.FirstHourOfDay(CubeHistory.SomeDay(numbers))) + numbers.Next(25 * 3600));
            Recount recount = Recount(fixture, version, at);
            await fixture.Cube.ReadAsync(version, at, counts => Compare(fixture, player, recount, counts, trees), Token);
        }
    }

    [Property(MaxTest = 30)]
    public async Task Read_OfTheSameChangesInAnyBatches_IsTheSame(int trees, NonEmptyHistory history)
    {
        // The whole log at once (bulk) against one change set after the other (live).
        await using CubeFixture live = await CubeFixture.StartAsync(CubeCatalogues.Random(trees), LayerFrom(trees));
        CubeHistory player = new(live);
        await player.PlayAsync(history.Steps);
        Recount recount = Recount(live, live.Ledger.Version, live.Now);
        File.Delete(live.SnapshotPath);
        await live.RestartAsync(crash: true);
        live.Read(counts => Compare(live, player, recount, counts, trees));
    }

    [Property(MaxTest = 30)]
    public async Task Children_AndWhatStandsAtTheParent_AddUpToTheParent(int trees, NonEmptyHistory history)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(trees), LayerFrom(trees));
        CubeHistory player = new(fixture);
        await player.PlayAsync(history.Steps);
        OfficeCalendar calendar = fixture.Catalogue.Calendar;
        int from = calendar.FirstHourOfDay(CubeFixture.Day(2016, 7, 1)), to = calendar.FirstHourOfDay(CubeFixture.Day(2020, 7, 1));
        fixture.Read(counts =>
        {
            foreach (CountNode node in AllNodes(fixture.Catalogue))
            {
                long Sum(CountNode part) => counts.SumHours(part, from, to).Value ?? 0;
                long byCategory = node.Category.Children.Sum(child => Sum(node with { Category = child })) + (counts.SumHoursOwn(node, true, false, from, to).Value ?? 0);
                long byUnit = node.Unit.Children.Sum(child => Sum(node with { Unit = child })) + (counts.SumHoursOwn(node, false, true, from, to).Value ?? 0);
                Assert.Equal(Sum(node), byCategory);
                Assert.Equal(Sum(node), byUnit);
                if (node.Source is null)
                {
                    Assert.Equal(Sum(node), node.Metric.CountedSources.Sum(source => Sum(node with { Source = source })));
                }
            }

            return 0;
        });
    }

    // Half of the histories are added entry by entry, half are rolled up first.
    private static int LayerFrom(int trees) => trees % 2 == 0 ? 1 : 500;

    private static IEnumerable<CountNode> AllNodes(Catalogue catalogue) =>
        from metric in catalogue.Metrics
        where metric.Kind == MetricKind.Flow
        from category in metric.Categories
        from unit in catalogue.Units
        from source in catalogue.Sources.Prepend(null)
        select new CountNode(metric, category, unit, source);

    private static Recount Recount(CubeFixture fixture, long version, Instant? hideAfter) =>
        new(fixture.Catalogue, fixture.Ledger.Series, fixture.Ledger.Log, version, hideAfter, hideAfter ?? fixture.Now);

    private static int Compare(CubeFixture fixture, CubeHistory player, Recount recount, ICountReader counts, int seed)
    {
        Assert.Equal(recount.Version, counts.Version);
        OfficeCalendar calendar = fixture.Catalogue.Calendar;
        Random numbers = new(seed);
        for (int i = 0; i < 25; i++)
        {
            CountNode node = player.SomeNode(numbers);
            int fromDay = CubeHistory.SomeDay(numbers), toDay = fromDay + numbers.Next(4) switch { 0 => 1, 1 => numbers.Next(40), 2 => 400, _ => 0 };
            if (numbers.Next(3) == 0)
            {
                fromDay = calendar.FirstDayOfMonth(calendar.MonthOfDay(fromDay));
                toDay = calendar.FirstDayOfMonth(calendar.MonthOfDay(fromDay) + 1 + numbers.Next(13));
            }

            int fromHour = calendar.FirstHourOfDay(fromDay) + numbers.Next(25), toHour = fromHour + numbers.Next(2) switch { 0 => numbers.Next(30), _ => numbers.Next(2000) };
            string where = $"{node.Metric.Id} {node.Category.Path} {node.Unit.Code} {node.Source?.Id} days {fromDay}..{toDay} hours {fromHour}..{toHour}";
            if (node.Metric.Kind == MetricKind.Stock)
            {
                Equal(recount.Last(node, fromDay, toDay), counts.Last(node, fromDay, toDay), "Last " + where);
                continue;
            }

            Equal(recount.SumDays(node, fromDay, toDay), counts.SumDays(node, fromDay, toDay), "SumDays " + where);
            Equal(recount.SumHours(node, fromHour, toHour), counts.SumHours(node, fromHour, toHour), "SumHours " + where);
            bool ownCategory = numbers.Next(2) == 0, ownUnit = numbers.Next(2) == 0;
            Equal(recount.SumHoursOwn(node, ownCategory, ownUnit, fromHour, toHour), counts.SumHoursOwn(node, ownCategory, ownUnit, fromHour, toHour), "SumHoursOwn " + where);
            Assert.Equal(recount.Corrections(node, ownCategory, ownUnit, fromDay, toDay), counts.Corrections(node, ownCategory, ownUnit, fromDay, toDay));
            Assert.Equal(recount.HasOwn(node, ownCategory, ownUnit), counts.HasOwn(node, ownCategory, ownUnit));
            foreach (SourceSystem source in fixture.Catalogue.Sources)
            {
                Assert.Equal(recount.EventCoverage(source, node.Metric), counts.EventCoverage(source, node.Metric));
            }

            long?[] expected = new long?[30], actual = new long?[30];
            recount.ReadHours(node, fromHour, expected);
            counts.ReadHours(node, fromHour, actual);
            Assert.True(expected.SequenceEqual(actual), "ReadHours " + where);
            recount.ReadDays(node, fromDay, expected);
            counts.ReadDays(node, fromDay, actual);
            Assert.True(expected.SequenceEqual(actual), "ReadDays " + where);
        }

        return 0;
    }

    private static void Equal(CountAnswer expected, CountAnswer actual, string where)
    {
        Assert.True(Same(expected, actual), $"{where}: expected {expected}, got {actual}");
        Assert.True(expected.Missing.SequenceEqual(actual.Missing), $"{where}: expected to miss [{string.Join(' ', expected.Missing)}], got [{string.Join(' ', actual.Missing)}]");
    }

    private static bool Same(CountAnswer left, CountAnswer right) =>
        left.Value == right.Value && left.Knowledge == right.Knowledge && left.IsAwaited == right.IsAwaited && (left.Coarsest == right.Coarsest || left.Knowledge == CountKnowledge.None);
}
