using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

public sealed class CountCubeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SumDays_OfAnEvent_CountsAtEveryAncestor()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.EventAsync(fixture.Series("a", "incident", "admin/gambling", "A1"), fixture.At(2018, 11, 1, 10), quantity: 3);

        int day = CubeFixture.Day(2018, 11, 1);
        long? Sum(string category, string unit, string? source = null) => fixture.Read(counts => counts.SumDays(fixture.Node("incident", category, unit, source), day, day + 1).Value);
        Assert.Equal([3, 3, 3, 3, 3, 3], new[] { Sum("", "R"), Sum("admin", "R"), Sum("admin/gambling", "R"), Sum("", "A"), Sum("", "A1", "a"), Sum("admin/gambling", "A1") });
        Assert.Equal([0, 0, 0], new[] { Sum("theft", "R"), Sum("", "B"), Sum("admin/noise", "A1") });
    }

    [Fact]
    public async Task SumDays_BeforeTheFirstEventAndOfASilentSource_IsUnknown()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.EventAsync(fixture.Series("a", "lead", "", "A1"), fixture.At(2018, 11, 3, 10));

        int day = CubeFixture.Day(2018, 11, 1);
        CountAnswer before = fixture.Read(counts => counts.SumDays(fixture.Node("lead", source: "a"), day, day + 1));
        Assert.Equal((null, CountKnowledge.None), (before.Value, before.Knowledge));
        CountAnswer both = fixture.Read(counts => counts.SumDays(fixture.Node("lead"), day + 3, day + 4));
        Assert.Equal((0, CountKnowledge.Partial), (both.Value, both.Knowledge));
        Assert.Equal(["b"], both.Missing);
        CountAnswer one = fixture.Read(counts => counts.SumDays(fixture.Node("lead", source: "a"), day + 3, day + 4));
        Assert.Equal((0, CountKnowledge.Full), (one.Value, one.Knowledge));
    }

    [Fact]
    public async Task SumHours_AroundTheAutumnSwitch_CountsBothHoursOfTheSameName()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int series = fixture.Series("a", "incident", "", "A1");
        Instant earlier = fixture.At(2018, 11, 4, 1, 30);
        await fixture.EventAsync(series, earlier);
        await fixture.EventAsync(series, earlier + Duration.FromHours(1));

        int day = CubeFixture.Day(2018, 11, 4);
        int first = fixture.Catalogue.Calendar.FirstHourOfDay(day);
        Assert.Equal(25, fixture.Catalogue.Calendar.HoursInDay(day));
        Assert.Equal([1, 1], fixture.Read(counts => new[] { counts.SumHours(fixture.Node("incident"), first + 1, first + 2).Value, counts.SumHours(fixture.Node("incident"), first + 2, first + 3).Value }));
        Assert.Equal(2, fixture.Read(counts => counts.SumDays(fixture.Node("incident"), day, day + 1).Value));
    }

    [Fact]
    public async Task Figure_OfADay_IsTooCoarseForItsHoursAndKnownZeroForOtherSeries()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int day = CubeFixture.Day(2018, 10, 30);
        await fixture.FigureAsync(fixture.Series("b", "case", "theft", "A1"), BucketGrain.Day, day, 7);

        int hour = fixture.Catalogue.Calendar.FirstHourOfDay(day);
        CountAnswer whole = fixture.Read(counts => counts.SumHours(fixture.Node("case"), hour, hour + 24));
        Assert.Equal((7, CountKnowledge.Full, BucketGrain.Day), (whole.Value, whole.Knowledge, whole.Coarsest));
        CountAnswer part = fixture.Read(counts => counts.SumHours(fixture.Node("case"), hour, hour + 12));
        Assert.Equal((null, CountKnowledge.TooCoarse), (part.Value, part.Knowledge));
        CountAnswer other = fixture.Read(counts => counts.SumHours(fixture.Node("case", unit: "B"), hour, hour + 12));
        Assert.Equal((0, CountKnowledge.Full), (other.Value, other.Knowledge));
        CountAnswer after = fixture.Read(counts => counts.SumDays(fixture.Node("case"), day + 1, day + 2));
        Assert.Equal(CountKnowledge.None, after.Knowledge);
    }

    [Theory]
    [InlineData(BucketGrain.Day)]
    [InlineData(BucketGrain.Month)]
    [InlineData(BucketGrain.Year)]
    public async Task SumDays_OfANothingKnownThroughAFigureOfAnotherSeries_IsAsCoarseAsThatFigure(BucketGrain grain)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int start = grain switch { BucketGrain.Day => CubeFixture.Day(2017, 3, 1), BucketGrain.Month => (2017 * 12) + 2, _ => 2017 };
        await fixture.FigureAsync(fixture.Series("b", "case", "theft", "A1"), grain, start, 7);

        int day = CubeFixture.Day(2017, 3, 1);
        CountAnswer elsewhere = fixture.Read(counts => counts.SumDays(fixture.Node("case", unit: "B"), day, day + 1));
        Assert.Equal((0, CountKnowledge.Full, grain), (elsewhere.Value, elsewhere.Knowledge, elsewhere.Coarsest));
    }

    [Fact]
    public async Task SumDays_OfANothingKnownThroughFinerFiguresToo_IsAsFineAsThose()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int day = CubeFixture.Day(2017, 3, 1);
        await fixture.FigureAsync(fixture.Series("b", "case", "theft", "A1"), BucketGrain.Month, (2017 * 12) + 2, 7);
        await fixture.FigureAsync(fixture.Series("b", "case", "theft", "A2"), BucketGrain.Day, day, 7);

        BucketGrain Coarsest(int days) => fixture.Read(counts => counts.SumDays(fixture.Node("case", unit: "B"), day, day + days).Coarsest);
        Assert.Equal((BucketGrain.Day, BucketGrain.Month), (Coarsest(1), Coarsest(2)));
    }

    [Fact]
    public async Task Last_OfADailyStock_IsFullyKnownUntilTheNextFigureIsOverdue()
    {
        // 5 November 2018, 12:30; the source may be 15 minutes late.
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int year = CubeFixture.Day(2018, 1, 1), yesterday = CubeFixture.Day(2018, 11, 4);
        await fixture.FigureAsync(fixture.Series("b", "worker", "", "A1"), BucketGrain.Day, yesterday - 30, 11);
        await fixture.FigureAsync(fixture.Series("b", "worker", "", "A2"), BucketGrain.Day, yesterday, 12);

        CountAnswer Last(int toDay) => fixture.Read(counts => counts.Last(fixture.Node("worker"), year, toDay));
        (long?, CountKnowledge, bool, int) Seen(int toDay) => Last(toDay) is var answer ? (answer.Value, answer.Knowledge, answer.IsAwaited, answer.Missing.Count) : default;
        Assert.Equal((23, CountKnowledge.Full, true, 0), Seen(yesterday + 2)); // running: today's is due tomorrow at 0:15
        Assert.Equal((23, CountKnowledge.Full, false, 0), Seen(yesterday + 1)); // over: nothing more can come
        fixture.Time.SetUtcNow(fixture.At(2018, 11, 6, 0, 14, 59).ToDateTimeOffset());
        Assert.Equal((23, CountKnowledge.Full, true, 0), Seen(yesterday + 2));
        fixture.Time.SetUtcNow(fixture.At(2018, 11, 6, 0, 15).ToDateTimeOffset());
        Assert.Equal((23, CountKnowledge.Partial, false, 1), Seen(yesterday + 2));
        Assert.Equal(["b"], Last(yesterday + 2).Missing);
    }

    [Fact]
    public async Task Last_OfAMonthlyStock_DoesNotMissMonthsThatTheSpanDoesNotHold()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.FigureAsync(fixture.Series("b", "worker", "", "A1"), BucketGrain.Month, (2018 * 12) + 8, 11); // September; November began five days ago

        CountKnowledge Knowledge(int toDay) => fixture.Read(counts => counts.Last(fixture.Node("worker"), CubeFixture.Day(2018, 1, 1), toDay).Knowledge);
        Assert.Equal(CountKnowledge.Full, Knowledge(CubeFixture.Day(2018, 10, 31)));
        Assert.Equal(CountKnowledge.Partial, Knowledge(CubeFixture.Day(2018, 11, 1)));
    }

    [Fact]
    public async Task Last_OfANothing_IsAsCoarseAsTheFigureItIsKnownThrough()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.FigureAsync(fixture.Series("b", "worker", "", "A1"), BucketGrain.Month, (2018 * 12) + 8, 11);

        CountAnswer none = fixture.Read(counts => counts.Last(fixture.Node("worker", unit: "B"), CubeFixture.Day(2018, 9, 1), CubeFixture.Day(2018, 10, 1)));
        Assert.Equal((0, CountKnowledge.Full, BucketGrain.Month), (none.Value, none.Knowledge, none.Coarsest));
    }

    [Fact]
    public async Task Figures_OfAMonthAndSomeOfItsDays_CountTheMonthAndReportTheOverlap()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int series = fixture.Series("b", "case", "", "A1");
        int month = (2018 * 12) + 8; // September
        int first = CubeFixture.Day(2018, 9, 1);
        await fixture.FigureAsync(series, BucketGrain.Day, first, 5);
        await fixture.FigureAsync(series, BucketGrain.Month, month, 100);

        long? Month() => fixture.Read(counts => counts.SumDays(fixture.Node("case"), first, first + 30).Value);
        Assert.Equal(100, Month());
        Assert.Equal(CountKnowledge.TooCoarse, fixture.Read(counts => counts.SumDays(fixture.Node("case"), first, first + 1).Knowledge));
        FigureOverlap overlap = Assert.Single(fixture.Cube.Overlaps("b", 10));
        Assert.Equal((BucketGrain.Month, month), (overlap.Grain, overlap.Start));
        SetAside aside = Assert.Single(overlap.Finer);
        Assert.Equal((BucketGrain.Day, 1, first, 5), (aside.Grain, aside.Buckets, aside.First, aside.Count));

        for (int day = first + 1; day < first + 30; day++)
        {
            await fixture.FigureAsync(series, BucketGrain.Day, day, 5);
        }

        Assert.Equal(150, Month());
        Assert.Empty(fixture.Cube.Overlaps("b", 10));
    }

    [Fact]
    public async Task Figure_OverEventsOfTheSameSeries_ReplacesThem()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int series = fixture.Series("b", "case", "", "A1");
        int day = CubeFixture.Day(2018, 11, 1);
        await fixture.EventAsync(series, fixture.At(2018, 11, 1, 9));
        await fixture.EventAsync(series, fixture.At(2018, 11, 2, 9));
        await fixture.FigureAsync(series, BucketGrain.Day, day, 4);
        long? Days() => fixture.Read(counts => counts.SumDays(fixture.Node("case"), day, day + 2).Value);
        Assert.Equal(5, Days());
        Assert.Equal(BucketGrain.Event, Assert.Single(Assert.Single(fixture.Cube.Overlaps("b", 10)).Finer).Grain);

        await fixture.FigureAsync(series, BucketGrain.Day, day, 4, revision: 1, withdrawn: true);
        Assert.Equal(2, Days());
    }

    [Fact]
    public async Task Read_OfTheRunningHour_DoesNotSeeEventsDatedLaterUntilTheyAreDue()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int series = fixture.Series("a", "incident", "", "A1");
        await fixture.EventAsync(series, fixture.Now);
        await fixture.EventAsync(series, fixture.Now + Duration.FromMinutes(10));

        int hour = fixture.Catalogue.Calendar.HourOf(fixture.Now);
        long? Hour() => fixture.Read(counts => counts.SumHours(fixture.Node("incident"), hour, hour + 1).Value);
        Assert.Equal(1, Hour());
        await fixture.RestartAsync();
        Assert.Equal(1, Hour());
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, Hour());
    }

    [Fact]
    public async Task ReadAsync_AtAMomentInsideAnHour_SeesNothingAfterItInThatHour()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int series = fixture.Series("a", "incident", "", "A1");
        await fixture.EventAsync(series, fixture.At(2018, 11, 1, 10, 20));
        await fixture.EventAsync(series, fixture.At(2018, 11, 1, 10, 20, 1));
        int hour = fixture.Hour(2018, 11, 1, 10);
        Assert.Equal(1, await fixture.Cube.ReadAsync(null, fixture.At(2018, 11, 1, 10, 20), counts => counts.SumHours(fixture.Node("incident"), hour, hour + 1).Value, Token));
        Assert.Equal(2, await fixture.Cube.ReadAsync(null, fixture.At(2018, 11, 1, 10, 59, 59), counts => counts.SumHours(fixture.Node("incident"), hour, hour + 1).Value, Token));
    }

    [Fact]
    public async Task ReadAsync_AsOfAnOlderVersion_SeesTheCountsOfThatVersion()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int series = fixture.Series("a", "incident", "", "A1");
        int day = CubeFixture.Day(2018, 11, 1);
        long first = await fixture.EventAsync(series, fixture.At(2018, 11, 1, 10), id: 1);
        await fixture.EventAsync(series, fixture.At(2018, 11, 1, 11), id: 1, revision: 1, quantity: 5);
        Assert.Equal(5, fixture.Read(counts => counts.SumDays(fixture.Node("incident"), day, day + 1).Value));
        Assert.Equal((1L, 1L), await fixture.Cube.ReadAsync(first, null, counts => (counts.SumDays(fixture.Node("incident"), day, day + 1).Value ?? -1, counts.Version), Token));
        Assert.Equal(CountKnowledge.None, await fixture.Cube.ReadAsync(0, null, counts => counts.SumDays(fixture.Node("incident"), day, day + 1).Knowledge, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fixture.Cube.ReadAsync(3, null, counts => 0, Token));
    }

    [Fact]
    public async Task Delivery_WithoutNews_MakesItsHoursKnown_FromItsVersionOn()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        long first = await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.Now, id: 1);
        int hour = fixture.Catalogue.Calendar.HourOf(fixture.Now);
        fixture.Time.Advance(TimeSpan.FromHours(3));
        CountAnswer Later(ICountReader counts) => counts.SumHours(fixture.Node("incident"), hour + 1, hour + 3);
        Assert.Equal(CountKnowledge.None, fixture.Read(Later).Knowledge);

        long second = await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.Now, id: 1);

        Assert.Equal((first + 1, 0, CountKnowledge.Full), (second, fixture.Read(Later).Value ?? -1, fixture.Read(Later).Knowledge));
        Assert.Equal(CountKnowledge.None, (await fixture.Cube.ReadAsync(first, null, Later, Token)).Knowledge);
        await fixture.RestartAsync();
        Assert.Equal(CountKnowledge.Full, fixture.Read(Later).Knowledge);
        Assert.Equal(CountKnowledge.None, (await fixture.Cube.ReadAsync(first, null, Later, Token)).Knowledge);
    }

    [Theory]
    [InlineData(500)] // entry by entry
    [InlineData(1)] // as a layer
    public async Task ChangeSet_AppliedInPart_IsToldToNobody_AndTheCountsAreBuiltAnew(int layerFrom)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(layerFrom: layerFrom);
        int series = fixture.Series("a", "incident", "theft", "A1"), day = CubeFixture.Day(2018, 11, 1);
        await fixture.EventAsync(series, fixture.At(2018, 11, 1, 10));
        long? Sum(ICountReader counts) => counts.SumDays(fixture.Node("incident"), day, day + 1).Value;
        Assert.Equal(1, fixture.Read(Sum));

        // It fails in the middle of the next change set, and the log cannot be read either for a while.
        TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Halfway = () =>
        {
            fixture.Halfway = null;
            fixture.Ledger.IsUnreadable = true;
            failed.SetResult();
            throw new InvalidOperationException("half way");
        };
        Task<long> second = fixture.EventAsync(series, fixture.At(2018, 11, 1, 11));
        await failed.Task;
        await WhileAsync(() => fixture.Cube.IsAvailable);

        Assert.Throws<CountsUnavailableException>(() => fixture.Read(Sum));
        await Assert.ThrowsAsync<CountsUnavailableException>(() => fixture.Cube.ReadAsync(1, null, Sum, Token));
        Task waiting = fixture.Cube.WaitForVersionAsync(1, Token);
        Assert.False(waiting.IsCompleted);
        Assert.False(second.IsCompleted);

        fixture.Ledger.IsUnreadable = false;
        await WhileAsync(() => !waiting.IsCompleted, () => fixture.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(2, fixture.Read(Sum));
        await second;
        await fixture.EventAsync(series, fixture.At(2018, 11, 1, 12));
        Assert.Equal((3, 3L), (fixture.Read(Sum), fixture.Cube.Version));
    }

    [Fact]
    public async Task CatalogueReload_WithoutACategory_KeepsItsRecordsAsideAndCountsThemAgainWhenItReturns()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.EventAsync(fixture.Series("a", "incident", "admin/noise", "A1"), fixture.At(2018, 11, 1, 10));
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A1"), fixture.At(2018, 11, 1, 10));
        int day = CubeFixture.Day(2018, 11, 1);
        long? Sum() => fixture.Read(counts => counts.SumDays(fixture.Node("incident"), day, day + 1).Value);
        Assert.Equal(2, Sum());

        await FollowAsync(CubeCatalogues.Small(withNoise: false));
        Assert.Equal(1, Sum());
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "B"), fixture.At(2018, 11, 1, 11));
        Assert.Equal(2, Sum());
        await FollowAsync(CubeCatalogues.Small());
        Assert.Equal(3, Sum());

        async Task FollowAsync(Catalogue next)
        {
            fixture.Catalogues.Set(next);
            while (!ReferenceEquals(fixture.Read(counts => counts.Catalogue), next))
            {
                Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("cut")]
    [InlineData("other ledger")]
    [InlineData("other calendar")]
    public async Task Start_WithASnapshotThatDoesNotFit_BuildsFromTheLog(string defect)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A1"), fixture.At(2018, 11, 1, 10));
        await fixture.RestartAsync();
        byte[] bytes = await File.ReadAllBytesAsync(fixture.SnapshotPath, Token);
        await using CubeFixture other = await CubeFixture.StartAsync(CubeCatalogues.Small(defect == "other calendar" ? 2 : 0));
        if (defect == "damaged")
        {
            bytes[bytes.Length / 2] ^= 1;
        }

        // A later moment: the same log entry of another ledger is recorded at another time.
        other.Time.Advance(TimeSpan.FromMinutes(defect == "other ledger" ? 1 : 0));
        await other.EventAsync(other.Series("a", "incident", "theft", "A1"), other.At(2018, 11, 1, 10), quantity: defect == "other ledger" ? 1 : 2);
        await File.WriteAllBytesAsync(other.SnapshotPath, defect == "cut" ? bytes[..^10] : bytes, Token);
        await other.RestartAsync(crash: true);
        int day = CubeFixture.Day(2018, 11, 1);
        Assert.Equal(defect == "other ledger" ? 1 : 2, other.Read(counts => counts.SumDays(other.Node("incident"), day, day + 1).Value));
    }

    private static async Task WhileAsync(Func<bool> goesOn, Action? meanwhile = null)
    {
        while (goesOn())
        {
            Token.ThrowIfCancellationRequested();
            meanwhile?.Invoke();
            await Task.Yield();
        }
    }
}
