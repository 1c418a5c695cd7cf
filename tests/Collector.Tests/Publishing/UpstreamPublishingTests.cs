using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Tests.Counts;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>The level above counts what stands here, whatever was sent, corrected and taken back, at whatever grain.</summary>
public sealed class UpstreamPublishingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Publish_EveryUnitMapped_CountsTheSameInEveryBucketAbove()
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            Catalogue catalogue = CubeCatalogues.Random(seed);
            await using CubeFixture lower = await CubeFixture.StartAsync(catalogue, layerFrom: 5);
            await using CubeFixture upper = await CubeFixture.StartAsync(catalogue);
            using UpperLevel handler = new(upper);
            using PublishingBench bench = new(lower, Target(catalogue.Units.ToDictionary(unit => unit.Code, unit => unit.Code)), handler);
            await PlayAsync(lower, bench, seed);
            int from = OfficeCalendar.DayNumber(new LocalDate(2017, 1, 1)), to = OfficeCalendar.DayNumber(new LocalDate(2019, 1, 1));
            foreach (CountNode node in from metric in catalogue.Metrics where metric.Kind == MetricKind.Flow from category in metric.Categories from unit in catalogue.Units select new CountNode(metric, category, unit, null))
            {
                (long?[] here, long?[] there) = (new long?[to - from], new long?[to - from]);
                lower.Read(counts => Read(counts, node, from, here));
                upper.Read(counts => Read(counts, node, from, there));
                for (int i = 0; i < here.Length; i++)
                {
                    Assert.True((here[i] ?? 0) == (there[i] ?? 0), $"seed {seed}, {node.Metric.Id} {node.Category.Path} {node.Unit.Code} {OfficeCalendar.DateOfDay(from + i)}: {here[i]} here, {there[i]} above");
                }

                (long Here, long There) total = (Total(lower, node) ?? 0, Total(upper, node) ?? 0);
                Assert.True(total.Here == total.There, $"seed {seed}, {node.Metric.Id} {node.Category.Path} {node.Unit.Code}: {total}, by month {Months(lower, node)} here, {Months(upper, node)} above");
            }
        }
    }

    [Fact]
    public async Task Publish_OnlyTheRootMapped_SendsEveryRecordOnceAndNoStation()
    {
        for (int seed = 20; seed <= 26; seed++)
        {
            Catalogue catalogue = CubeCatalogues.Random(seed);
            await using CubeFixture lower = await CubeFixture.StartAsync(catalogue, layerFrom: 5);
            await using CubeFixture upper = await CubeFixture.StartAsync(catalogue);
            using UpperLevel handler = new(upper);
            using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { [catalogue.RootUnit.Code] = catalogue.RootUnit.Code }), handler);
            await PlayAsync(lower, bench, seed);
            foreach (CountNode node in from metric in catalogue.Metrics where metric.Kind == MetricKind.Flow from category in metric.Categories from source in metric.Sources select new CountNode(metric, category, catalogue.RootUnit, source))
            {
                Assert.Equal(Total(lower, node) ?? 0, Total(upper, node) ?? 0);
                Assert.All(catalogue.RootUnit.Children, child => Assert.Null(Total(upper, node with { Unit = child }) is 0 ? null : Total(upper, node with { Unit = child })));
            }
        }
    }

    [Fact]
    public async Task Publish_NestedMapping_CountsARecordWithTheNearestMappedUnit()
    {
        await using CubeFixture lower = await CubeFixture.StartAsync();
        await using CubeFixture upper = await CubeFixture.StartAsync();
        using UpperLevel handler = new(upper);
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["A"] = "B", ["A2"] = "A2" }), handler);
        await lower.EventAsync(lower.Series("a", "incident", "theft", "A1"), lower.At(2018, 10, 30, 9));
        await lower.EventAsync(lower.Series("a", "incident", "theft", "A2"), lower.At(2018, 10, 30, 9), quantity: 2);
        await lower.EventAsync(lower.Series("a", "incident", "theft", "B"), lower.At(2018, 10, 30, 9), quantity: 4);
        await bench.RunAsync(Cancel);
        Assert.Equal((1, 2), (Total(upper, upper.Node("incident", "theft", "B")), Total(upper, upper.Node("incident", "theft", "A2"))));
        Assert.Equal(3, Total(upper, upper.Node("incident")));
    }

    [Fact]
    public async Task Publish_QuietHours_AreKnownAbove()
    {
        await using CubeFixture lower = await CubeFixture.StartAsync();
        await using CubeFixture upper = await CubeFixture.StartAsync();
        using UpperLevel handler = new(upper);
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["R"] = "R" }), handler);
        await lower.EventAsync(lower.Series("a", "incident", "theft", "A1"), lower.At(2018, 11, 4, 9));
        await bench.RunAsync(Cancel);
        int quiet = upper.Hour(2018, 11, 4, 20);
        CountAnswer known = upper.Read(counts => counts.SumHours(upper.Node("incident", "admin"), quiet, quiet + 1));
        Assert.Equal((0L, CountKnowledge.Full), (known.Value, known.Knowledge));
        int before = upper.Hour(2018, 11, 3, 20);
        Assert.Null(upper.Read(counts => counts.SumHours(upper.Node("incident", "admin"), before, before + 1)).Value);
    }

    [Fact]
    public async Task Publish_DataPutBackToAnOlderState_StillWinsAbove()
    {
        await using CubeFixture upper = await CubeFixture.StartAsync();
        using UpperLevel handler = new(upper);
        await using CubeFixture lower = await CubeFixture.StartAsync();
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["R"] = "R" }), handler);
        for (int i = 0; i < 5; i++)
        {
            await lower.EventAsync(lower.Series("a", "incident", "theft", "A1"), lower.At(2018, 10, 30, 9));
        }

        await bench.RunAsync(Cancel);
        Assert.Equal(5, Total(upper, upper.Node("incident")));
        await using CubeFixture older = await CubeFixture.StartAsync();
        await older.EventAsync(older.Series("a", "incident", "theft", "A1"), older.At(2018, 10, 30, 9));
        using PublishingBench restored = new(older, Target(new Dictionary<string, string> { ["R"] = "R" }), handler);
        File.Copy(bench.CursorPath, restored.CursorPath);
        await restored.RunAsync(Cancel);
        Assert.Equal(1, Total(upper, upper.Node("incident")));
    }

    private static async Task PlayAsync(CubeFixture lower, PublishingBench bench, int seed)
    {
        // No correction entries: a count below nothing cannot be told above. A series has events or figures, of any grains.
        CubeHistory player = new(lower, leastQuantity: 0, eventsApart: true);
        for (int part = 0; part < 5; part++)
        {
            await player.PlayAsync(Enumerable.Range(0, 10).Select(step => new CubeStep((seed * 1000) + (part * 100) + step)));
            await bench.RunAsync(Cancel, steps: part == 2 ? 1 : 100_000);
        }

        // What a source dated ahead is sent at once, but seen here only when its moment has come.
        lower.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(lower.Ledger.Version, bench.Report?.Cursor);
    }

    private static bool Read(ICountReader counts, CountNode node, int from, long?[] values)
    {
        counts.ReadDays(node, from, values);
        return true;
    }

    private static string Months(CubeFixture fixture, CountNode node) => fixture.Read(counts => string.Join(' ', Enumerable.Range(0, 30).Select(month =>
    {
        int first = counts.Catalogue.Calendar.FirstDayOfMonth((2016 * 12) + 11 + month);
        return counts.SumDays(node, first, counts.Catalogue.Calendar.FirstDayOfMonth((2016 * 12) + 12 + month)).Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
    })));

    // Every bucket of these histories lies in these years.
    private static long? Total(CubeFixture fixture, CountNode node) =>
        fixture.Read(counts => counts.SumDays(node, OfficeCalendar.DayNumber(new LocalDate(2016, 3, 1)), OfficeCalendar.DayNumber(new LocalDate(2022, 1, 1))).Value);

    private PublishTarget Target(IReadOnlyDictionary<string, string> units)
    {
        string file = folder.File("key");
        File.WriteAllText(file, "k");
        return new PublishTarget("city", PublishKind.Tongbi, new Uri("http://city.test/")) { Units = units, Secret = SecretText.TryParse("file:" + file) };
    }
}
