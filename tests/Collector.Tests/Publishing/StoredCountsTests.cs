using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Publishing.Influx.Reading;
using Tongbi.Collector.Statistics;
using Tongbi.Collector.Tests.Counts;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>A curve read back from a real InfluxDB is the curve that the counts give, at every grain and split, unknown and nothing told apart.</summary>
public sealed class StoredCountsTests : IAsyncLifetime
{
    private readonly StatisticsEngine statistics = new();
    private readonly HttpClient http = new();
    private InfluxServer influx = null!; // not null: made before each test

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(InfluxServer.IsInstalled, "InfluxDB (Debian package influxdb) is not installed.");
        influx = await InfluxServer.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (influx is not null)
        {
            await influx.DisposeAsync();
        }
    }

    [Fact]
    public async Task Series_AnyHistory_IsTheSameFromTheStoreAndFromTheCounts()
    {
        int known = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(seed), layerFrom: 5);
            PublishTarget target = Target("curves" + seed);
            using PublishingBench bench = new(fixture, target);
            await new CubeHistory(fixture).PlayAsync(Enumerable.Range(0, 40).Select(step => new CubeStep((seed * 1000) + step)));
            fixture.Time.Advance(TimeSpan.FromDays(3));
            await bench.RunAsync(Cancel);

            // All of it from the store, and a part of it with the border inside a running month.
            foreach (int before in (int[])[OfficeCalendar.DayNumber(new LocalDate(2019, 1, 1)), OfficeCalendar.DayNumber(new LocalDate(2018, 10, 27))])
            {
                foreach (SeriesRequest request in Requests(fixture.Catalogue))
                {
                    SeriesAnswer expected = fixture.Read(counts => statistics.Evaluate(counts, request, fixture.Now));
                    SeriesAnswer read = await ReadBackAsync(fixture, target, request, before);
                    Assert.Equal(expected.Times, read.Times);
                    Assert.Equal(expected.Series.Select(Line), read.Series.Select(Line));
                    known += expected.Series.Sum(curve => curve.Values.Count(value => value is not (null or 0)));
                }
            }
        }

        Assert.True(known > 1_000, $"only {known} buckets held something");
    }

    [Fact]
    public async Task Series_OfTheStore_AreTheStoresValues()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        PublishTarget target = Target("own");
        using PublishingBench bench = new(fixture, target);
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A1"), fixture.At(2018, 10, 30, 9), quantity: 3);
        await bench.RunAsync(Cancel);
        using StringContent point = new($"count_day,metric=incident,category=all,unit=R,source=all value=77i {fixture.Catalogue.Calendar.StartSecondsOfHour(fixture.Hour(2018, 10, 30, 0))}");
        (await influx.Http.PostAsync("/write?precision=s&db=own", point, Cancel)).EnsureSuccessStatusCode();
        Assert.Contains(77, await ValuesAsync("month"));
        Assert.Contains(77, await ValuesAsync("day"));
        Assert.Contains(3, await ValuesAsync("hour"));

        async Task<IReadOnlyList<decimal?>> ValuesAsync(string grain) =>
            (await ReadBackAsync(fixture, target, Request(fixture.Catalogue, "incident", grain, null), OfficeCalendar.DayNumber(new LocalDate(2018, 11, 1)))).Series[0].Values;
    }

    [Fact]
    public async Task Series_PointsRemovedThere_IsRefusedAndNeverNothing()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        PublishTarget target = Target("lost");
        using PublishingBench bench = new(fixture, target);
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A1"), fixture.At(2018, 10, 30, 9));
        await bench.RunAsync(Cancel);
        await influx.QueryAsync("DROP MEASUREMENT count_day", "lost", Cancel);
        StoreUnreadableException incomplete = await Assert.ThrowsAsync<StoreUnreadableException>(() => ReadAsync("lost"));
        Assert.Equal("store_incomplete", incomplete.Code);
        StoreUnreadableException gone = await Assert.ThrowsAsync<StoreUnreadableException>(() => ReadAsync("nothing of the kind"));
        Assert.Equal("store_unreachable", gone.Code);
        await influx.KillAsync();
        StoreUnreadableException down = await Assert.ThrowsAsync<StoreUnreadableException>(() => ReadAsync("lost"));
        Assert.Equal("store_unreachable", down.Code);

        Task ReadAsync(string database) => ReadBackAsync(fixture, target with { Database = database }, Request(fixture.Catalogue, "incident", "day", null), OfficeCalendar.DayNumber(new LocalDate(2018, 11, 1)));
    }

    private static string Line(SeriesCurve curve) =>
        $"{curve.Metric} {curve.Unit} {curve.Category} {curve.Source} {curve.Key}: {string.Join(' ', curve.Values.Select(value => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"))}";

    private static IEnumerable<SeriesRequest> Requests(Catalogue catalogue) =>
        from metric in catalogue.Metrics
        from grain in (string[])["hour", "day", "week", "month", "quarter", "year"]
        where metric.Kind == MetricKind.Flow || grain != "hour"
        from split in (SplitBy?[])[null, SplitBy.Unit, SplitBy.Category, SplitBy.Source]
        select Request(catalogue, metric.Id, grain, split);

    private static SeriesRequest Request(Catalogue catalogue, string metric, string grain, SplitBy? by) => new()
    {
        Metrics = [catalogue.FindMetric(metric)!], // not null: every catalogue of these tests has it
        Unit = catalogue.RootUnit,
        By = by,
        From = grain is "hour" or "day" ? "2018-10-18" : "2017-10-01",
        To = "2018-11-09",
        Grain = grain,
    };

    private async Task<SeriesAnswer> ReadBackAsync(CubeFixture fixture, PublishTarget target, SeriesRequest request, int beforeDay)
    {
        StoredQuestions asked = new();
        fixture.Read(counts => statistics.Evaluate(new StoredCounts(counts, beforeDay, asked, null), request, fixture.Now));
        StoredBuckets found = await new InfluxReader(http).ReadAsync(target, asked, fixture.Catalogue.Calendar, Cancel);
        return fixture.Read(counts => statistics.Evaluate(new StoredCounts(counts, beforeDay, asked, found), request, fixture.Now));
    }

    private PublishTarget Target(string database) => new("tsdb", PublishKind.Influxdb1, influx.Url) { Database = database };
}
