using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
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
            await using TwoLevels levels = await TwoLevels.StartAsync(catalogue);
            using PublishingBench bench = new(levels.Lower, Target(catalogue.Units.ToDictionary(unit => unit.Code, unit => unit.Code)), levels.Above);
            await PlayAsync(levels.Lower, bench, seed, leastQuantity: 0);
            Assert.Equal((0, 0), (bench.Report?.Coarsened, bench.Report?.Untold));
            levels.AssertEqual(seed, everyDay: true);
        }
    }

    [Fact]
    public async Task Publish_CountsBelowNothing_AreToldByWhatIsAroundThem()
    {
        long coarsened = 0, untold = 0;
        for (int seed = 30; seed <= 45; seed++)
        {
            Catalogue catalogue = CubeCatalogues.Random(seed);
            await using TwoLevels levels = await TwoLevels.StartAsync(catalogue);
            using PublishingBench bench = new(levels.Lower, Target(catalogue.Units.ToDictionary(unit => unit.Code, unit => unit.Code)), levels.Above);
            await PlayAsync(levels.Lower, bench, seed, leastQuantity: -6);
            levels.AssertEqual(seed, everyDay: false);
            coarsened += bench.Report?.Coarsened ?? 0;
            untold += bench.Report?.Untold ?? 0;
        }

        Assert.True(coarsened > 0 && untold > 0, $"{coarsened} told as a whole, {untold} untold: nothing was tried");
    }

    [Fact]
    public async Task Publish_CountsBelowNothingAndStoppedAnywhere_EndsWithTheSame()
    {
        for (int seed = 50; seed <= 61; seed++)
        {
            Catalogue catalogue = CubeCatalogues.Random(seed);
            await using TwoLevels levels = await TwoLevels.StartAsync(catalogue);
            using StoppingHandler stopping = new(seed) { InnerHandler = levels.Above };
            using PublishingBench bench = new(levels.Lower, Target(catalogue.Units.ToDictionary(unit => unit.Code, unit => unit.Code)), stopping);
            CubeHistory player = new(levels.Lower, leastQuantity: -6);
            for (int part = 0; part < 12; part++)
            {
                await player.PlayAsync(Enumerable.Range(0, 5).Select(step => new CubeStep((seed * 1000) + (part * 100) + step)));
                using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
                stopping.Stop = stop;
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(stop.Token));
            }

            stopping.Stop = null;
            levels.Lower.Time.Advance(TimeSpan.FromDays(3));
            await bench.RunAsync(Cancel);
            levels.AssertEqual(seed, everyDay: false);
        }
    }

    [Fact]
    public async Task Publish_OnlyTheRootMapped_SendsEveryRecordOnceAndNoStation()
    {
        for (int seed = 20; seed <= 26; seed++)
        {
            Catalogue catalogue = CubeCatalogues.Random(seed);
            await using TwoLevels levels = await TwoLevels.StartAsync(catalogue);
            (CubeFixture lower, CubeFixture upper) = (levels.Lower, levels.Upper);
            using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { [catalogue.RootUnit.Code] = catalogue.RootUnit.Code }), levels.Above);
            await PlayAsync(lower, bench, seed, leastQuantity: 0);
            foreach (CountNode node in from metric in catalogue.Metrics where metric.Kind == MetricKind.Flow from category in metric.Categories from source in metric.Sources select new CountNode(metric, category, catalogue.RootUnit, source))
            {
                levels.AssertEqual(seed, node);
                Assert.All(catalogue.RootUnit.Children, child => Assert.Null(Total(upper, node with { Unit = child }) is 0 ? null : Total(upper, node with { Unit = child })));
            }
        }
    }

    [Fact]
    public async Task Publish_HourBelowNothing_TellsTheDayUntilItIsNotBelow()
    {
        await using TwoLevels levels = await TwoLevels.StartAsync();
        (CubeFixture lower, CubeFixture upper) = (levels.Lower, levels.Upper);
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["R"] = "R" }), levels.Above);
        int series = lower.Series("a", "incident", "theft", "A1");
        int hour = upper.Hour(2018, 10, 30, 9), day = OfficeCalendar.DayNumber(new LocalDate(2018, 10, 30));
        await lower.EventAsync(series, lower.At(2018, 10, 30, 8), quantity: 5);
        await lower.EventAsync(series, lower.At(2018, 10, 30, 9), quantity: -2);
        await bench.RunAsync(Cancel);
        CountNode node = upper.Node("incident", "theft");
        Assert.Equal((CountKnowledge.TooCoarse, 3L), (HourOf(hour).Knowledge, DayOf()));
        Assert.Equal((1L, 0L), (bench.Report?.Coarsened, bench.Report?.Untold));
        await lower.EventAsync(series, lower.At(2018, 10, 30, 9), quantity: 2);
        await bench.RunAsync(Cancel);
        Assert.Equal((0L, 5L, 5L), (HourOf(hour).Value, HourOf(hour - 1).Value, DayOf()));
        Assert.Equal(0L, bench.Report?.Coarsened);

        CountAnswer HourOf(int one) => upper.Read(counts => counts.SumHours(node, one, one + 1));

        long? DayOf() => upper.Read(counts => counts.SumDays(node, day, day + 1)).Value;
    }

    [Fact]
    public async Task Publish_KilledRightAfterADayWasToldAsAWhole_TakesItBackLater()
    {
        await using TwoLevels levels = await TwoLevels.StartAsync();
        (CubeFixture lower, CubeFixture upper) = (levels.Lower, levels.Upper);
        using StoppingHandler dying = new(seed: 0, atOnce: true) { InnerHandler = levels.Above };
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["R"] = "R" }), dying);
        int series = lower.Series("a", "incident", "theft", "A1"), day = OfficeCalendar.DayNumber(new LocalDate(2018, 10, 30));
        await lower.EventAsync(series, lower.At(2018, 10, 30, 8), quantity: 5);
        await lower.EventAsync(series, lower.At(2018, 10, 30, 9), quantity: -2);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        dying.Stop = stop;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(stop.Token));
        Assert.Equal(3, Total(upper, upper.Node("incident")));

        // The cursor is where it was, and nothing in the log tells that the day's figure is there.
        await lower.EventAsync(series, lower.At(2018, 10, 30, 9), quantity: 2);
        dying.Stop = null;
        await bench.RunAsync(Cancel);
        Assert.Equal(5, upper.Read(counts => counts.SumDays(upper.Node("incident"), day, day + 1)).Value);
        Assert.Equal(5, upper.Read(counts => counts.SumHours(upper.Node("incident"), upper.Hour(2018, 10, 30, 8), upper.Hour(2018, 10, 30, 9))).Value);
    }

    [Fact]
    public async Task Publish_DayAndMonthBelowNothing_TellsTheYearAndForgetsItAgain()
    {
        await using TwoLevels levels = await TwoLevels.StartAsync();
        (CubeFixture lower, CubeFixture upper) = (levels.Lower, levels.Upper);
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["R"] = "R" }), levels.Above);
        int series = lower.Series("a", "incident", "theft", "A1");
        CountNode node = upper.Node("incident", "theft");
        await lower.EventAsync(series, lower.At(2018, 3, 30, 8), quantity: 5);
        await lower.EventAsync(series, lower.At(2018, 10, 30, 9), quantity: -2);
        await bench.RunAsync(Cancel);
        Assert.Equal((CountKnowledge.TooCoarse, 3L, 3L), (Span(node, 2018, 3, 2018, 4).Knowledge, Span(node, 2018, 1, 2019, 1).Value, bench.Report?.Coarsened));
        await lower.EventAsync(series, lower.At(2018, 10, 30, 9), quantity: -9, id: 3);
        await bench.RunAsync(Cancel);
        Assert.Equal(1L, bench.Report?.Untold);
        await lower.EventAsync(series, lower.At(2018, 10, 30, 9), quantity: 20);
        await bench.RunAsync(Cancel);
        Assert.Equal((5L, 9L, 14L), (Span(node, 2018, 3, 2018, 4).Value, Span(node, 2018, 10, 2018, 11).Value, Span(node, 2018, 1, 2019, 1).Value));
        Assert.Equal((0L, 0L), (bench.Report?.Coarsened, bench.Report?.Untold));

        CountAnswer Span(CountNode of, int fromYear, int fromMonth, int toYear, int toMonth) => upper.Read(counts =>
            counts.SumDays(of, OfficeCalendar.DayNumber(new LocalDate(fromYear, fromMonth, 1)), OfficeCalendar.DayNumber(new LocalDate(toYear, toMonth, 1))));
    }

    [Fact]
    public async Task Publish_DayKnownThroughAnotherSeriesFigure_StillSendsLaterHours()
    {
        // A first event at nine, and a day's figure of another series: the hours before nine are known by the day only. A yet earlier event makes them known by the hour.
        await using TwoLevels levels = await TwoLevels.StartAsync();
        (CubeFixture lower, CubeFixture upper) = (levels.Lower, levels.Upper);
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["A1"] = "A1", ["B"] = "B" }), levels.Above);
        int day = OfficeCalendar.DayNumber(new LocalDate(2018, 10, 30));
        await lower.EventAsync(lower.Series("a", "incident", "theft", "A1"), lower.At(2018, 10, 30, 9), quantity: 3);
        await lower.CommitAsync([], [new FigureRecord(day, 7, 0, lower.Series("a", "incident", "theft", "B"), BucketGrain.Day, false)]);
        await bench.RunAsync(Cancel);
        await lower.EventAsync(lower.Series("a", "incident", "admin", "A1"), lower.At(2018, 10, 29, 9));
        await lower.EventAsync(lower.Series("a", "incident", "theft", "A1"), lower.At(2018, 10, 30, 10));
        await bench.RunAsync(Cancel);
        Assert.Equal((4L, 7L), (Total(upper, upper.Node("incident", "theft", "A1")), Total(upper, upper.Node("incident", "theft", "B"))));
    }

    [Fact]
    public async Task Publish_EventBeforeTheFirst_TellsOfTheQuietHoursBetween()
    {
        await using TwoLevels levels = await TwoLevels.StartAsync();
        (CubeFixture lower, CubeFixture upper) = (levels.Lower, levels.Upper);
        using PublishingBench bench = new(lower, Target(new Dictionary<string, string> { ["R"] = "R" }), levels.Above);
        await lower.EventAsync(lower.Series("a", "incident", "theft", "A1"), lower.At(2018, 11, 4, 9));
        await bench.RunAsync(Cancel);
        await lower.EventAsync(lower.Series("a", "incident", "theft", "A1"), lower.At(2018, 11, 2, 9));
        lower.Time.Advance(TimeSpan.FromHours(1));
        await bench.RunAsync(Cancel);
        int quiet = upper.Hour(2018, 11, 3, 20);
        CountAnswer known = upper.Read(counts => counts.SumHours(upper.Node("incident", "admin"), quiet, quiet + 1));
        Assert.Equal((0L, CountKnowledge.Full), (known.Value, known.Knowledge));
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

    /// <summary>Kills the publisher at some request of each run, before or after it is taken above; or at the first one, after.</summary>
    private sealed class StoppingHandler(int seed, bool atOnce = false) : DelegatingHandler
    {
#pragma warning disable RS0030 // Seeded: the same moments at every run.
        private readonly Random random = new(seed);
#pragma warning restore RS0030
        private CancellationTokenSource? stop;
        private int left;

        public CancellationTokenSource? Stop
        {
            set
            {
                stop = value;
                left = atOnce ? 0 : random.Next(4);
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (stop is { } ending && left-- <= 0)
            {
                if (atOnce || random.Next(2) == 0)
                {
                    (await base.SendAsync(request, cancellationToken)).Dispose();
                }

                await ending.CancelAsync();
                throw new HttpRequestException("killed");
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private static async Task PlayAsync(CubeFixture lower, PublishingBench bench, int seed, int leastQuantity)
    {
        CubeHistory player = new(lower, leastQuantity);
        for (int part = 0; part < 5; part++)
        {
            await player.PlayAsync(Enumerable.Range(0, 10).Select(step => new CubeStep((seed * 1000) + (part * 100) + step)));
            await bench.RunAsync(Cancel, steps: part == 2 ? 1 : 100_000);
        }

        // What a source dated ahead is sent at once, but seen here only when its moment has come.
        lower.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(lower.Ledger.Version, bench.Report?.Cursor);
    }

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
