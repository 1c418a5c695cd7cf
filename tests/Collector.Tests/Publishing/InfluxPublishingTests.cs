using Tongbi.Collector.Catalog;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Tests.Counts;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>Whatever happens to the data, the store, the link or us: in the end a real InfluxDB holds exactly the cube's figures.</summary>
public sealed class InfluxPublishingTests : IAsyncLifetime
{
    private InfluxServer influx = null!; // not null: made before each test

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(InfluxServer.IsInstalled, "InfluxDB (Debian package influxdb) is not installed.");
        influx = await InfluxServer.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (influx is not null)
        {
            await influx.DisposeAsync();
        }
    }

    [Fact]
    public async Task Publish_AnyHistories_StoresEveryBucketOfEverySum()
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(seed), layerFrom: 5);
            using PublishingBench bench = new(fixture, Target("history" + seed));
            CubeHistory player = new(fixture);
            for (int part = 0; part < 3; part++)
            {
                await player.PlayAsync(Enumerable.Range(0, 10).Select(step => new CubeStep((seed * 1000) + (part * 100) + step)));
                await bench.RunAsync(Cancel, steps: part == 1 ? 2 : 100_000);
            }

            await AssertStoredAsync(fixture, bench, "history" + seed);
        }
    }

    [Fact]
    public async Task Publish_CursorLost_SendsAllAgainAndEmptiesWhatWasTakenBack()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using PublishingBench bench = new(fixture, Target("lost"));
        int series = fixture.Series("a", "incident", "admin/gambling", "A1");
        await fixture.EventAsync(series, fixture.At(2018, 10, 30, 9), id: 7);
        await fixture.EventAsync(series, fixture.At(2017, 10, 30, 9));
        await bench.RunAsync(Cancel);
        await fixture.EventAsync(series, fixture.At(2018, 10, 30, 9), id: 7, revision: 1, withdrawn: true);
        File.Delete(bench.CursorPath);
        await bench.RunAsync(Cancel);
        await AssertStoredAsync(fixture, bench, "lost");
        IReadOnlyDictionary<(string Tags, long Time), long> hours = await influx.PointsAsync("lost", "count_hour", ["category", "unit", "source", "metric"], "value", Cancel);
        Assert.Equal(0, hours[("admin/gambling|A1|a|incident", fixture.At(2018, 10, 30, 9).ToUnixTimeSeconds())]);
    }

    [Fact]
    public async Task Publish_RateThatLostItsBase_IsGoneFromTheStore()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using PublishingBench bench = new(fixture, Target("rates"));
        int series = fixture.Series("a", "incident", "theft", "B");
        await fixture.EventAsync(series, fixture.At(2016, 1, 2, 9));
        await fixture.EventAsync(series, fixture.At(2017, 10, 30, 9), quantity: 4, id: 7);
        await fixture.EventAsync(series, fixture.At(2018, 10, 30, 9), quantity: 5);
        await bench.RunAsync(Cancel);
        Assert.Equal("0.25", await RateAsync(fixture));
        await fixture.EventAsync(series, fixture.At(2017, 10, 30, 9), id: 7, revision: 1, withdrawn: true);
        await bench.RunAsync(Cancel);
        Assert.Equal("nothing", await RateAsync(fixture));
        await AssertStoredAsync(fixture, bench, "rates");
    }

    [Fact]
    public async Task Publish_OtherTrees_EmptiesFormerSumsAndFillsTheNewOnes()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Small(withNoise: true));
        using PublishingBench bench = new(fixture, Target("trees"));
        await fixture.EventAsync(fixture.Series("a", "incident", "admin/noise", "A2"), fixture.At(2018, 10, 30, 9));
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A2"), fixture.At(2018, 10, 30, 9));
        await bench.RunAsync(Cancel);
        await FollowAsync(fixture, CubeCatalogues.Small(withNoise: false));
        await bench.RunAsync(Cancel);
        await AssertStoredAsync(fixture, bench, "trees");
        await FollowAsync(fixture, CubeCatalogues.Small(calendar: 1));
        await bench.RunAsync(Cancel);
        await AssertStoredAsync(fixture, bench, "trees");
    }

    [Fact]
    public async Task Publish_StoreKilledAndLinkCutInTheMiddle_ConvergesOnceTheyAreBack()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await using CuttableLink link = new(influx.Url.Port);
        using PublishingBench bench = new(fixture, Target("outage") with { Url = link.Url });
        CubeHistory player = new(fixture);
        await player.PlayAsync(Enumerable.Range(0, 30).Select(step => new CubeStep(step)));
        link.CutAfter(900);
        Task publishing = bench.RunAsync(Cancel);
        await Eventually.TrueAsync(() => Task.FromResult(link.IsCut), TimeSpan.FromMinutes(1), () => "the link was never cut", Cancel);
        await influx.KillAsync();
        Assert.False(publishing.IsCompleted);
        link.Mend();
        await influx.StartAgainAsync(Cancel);
        await publishing;
        Assert.Contains("cannot be reached", bench.Report?.LastError, StringComparison.Ordinal);
        await AssertStoredAsync(fixture, bench, "outage");
    }

    [Fact]
    public async Task Publish_PointThatTheStoreCannotTake_IsReportedAndEverythingElseGoesOn()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using PublishingBench bench = new(fixture, Target("conflict"));
        await influx.QueryAsync("CREATE DATABASE conflict", null, Cancel);
        long second = fixture.At(2018, 10, 30, 0).ToUnixTimeSeconds();
        using HttpResponseMessage planted = await influx.Http.PostAsync("/write?db=conflict&precision=s", new StringContent($"count_day,metric=other value=1.5 {second}"), Cancel);
        planted.EnsureSuccessStatusCode();
        int series = fixture.Series("a", "incident", "theft", "B");
        await fixture.EventAsync(series, fixture.At(2018, 10, 30, 9));
        await fixture.EventAsync(series, fixture.At(2018, 10, 10, 9));
        await bench.RunAsync(Cancel);

        // The shard of that week holds count_day as a float: whole numbers cannot enter it.
        IReadOnlyDictionary<(string Tags, long Time), long> hours = await influx.PointsAsync("conflict", "count_hour", ["metric", "unit", "category", "source"], "value", Cancel);
        Assert.Equal(1, hours[("incident|R|all|all", fixture.At(2018, 10, 30, 9).ToUnixTimeSeconds())]);
        Assert.Equal(1, hours[("incident|R|all|all", fixture.At(2018, 10, 10, 9).ToUnixTimeSeconds())]);
        Assert.True(bench.Report!.Refused > 0);
        Assert.Contains("field type conflict", bench.Report.LastError, StringComparison.Ordinal);
        Assert.StartsWith("count_day,", bench.Report.LastError, StringComparison.Ordinal);
        Assert.Equal(fixture.Ledger.Version, bench.Report.Cursor);
    }

    private static async Task FollowAsync(CubeFixture fixture, Catalogue next)
    {
        fixture.Catalogues.Set(next);
        await Eventually.TrueAsync(() => Task.FromResult(fixture.Read(counts => ReferenceEquals(counts.Catalogue, next))), TimeSpan.FromMinutes(1), () => "the cube does not follow", Cancel);
    }

    private async Task AssertStoredAsync(CubeFixture fixture, PublishingBench bench, string database)
    {
        // Events dated ahead come to be seen as their moment comes; comparisons follow on the hour.
        fixture.Time.Advance(TimeSpan.FromHours(1));
        await bench.RunAsync(Cancel);
        await new StoredFigures(fixture, influx, database).AssertEqualAsync(Cancel);
    }

    private async Task<string> RateAsync(CubeFixture fixture)
    {
        System.Text.Json.JsonElement answer = await influx.QueryAsync(
            $"SELECT year_rate FROM statistic_day WHERE metric='incident' AND unit='R' AND category='all' AND time = {fixture.At(2018, 10, 30, 0).ToUnixTimeSeconds()}s", "rates", Cancel);
        return answer.TryGetProperty("series", out System.Text.Json.JsonElement series) && series[0].GetProperty("values")[0][1] is { ValueKind: System.Text.Json.JsonValueKind.Number } rate ? rate.GetRawText() : "nothing";
    }

    private PublishTarget Target(string database) => new("tsdb", PublishKind.Influxdb1, influx.Url) { Database = database };
}
