using System.Net;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Publishing.Influx.Reading;
using Tongbi.Collector.Tests.Counts;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>The forms in which versions 2 and 3 are written to, and what becomes of refusals.</summary>
public sealed class WriteFormTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(PublishKind.Influxdb2, "/api/v2/write?org=county%20office&bucket=tongbi%2F1&precision=s", "Token s3cret")]
    [InlineData(PublishKind.Influxdb3, "/api/v3/write_lp?db=tongbi%2F1&precision=second", "Bearer s3cret")]
    public async Task Write_AnEvent_SendsEverySumInTheVersionsForm(PublishKind kind, string path, string authorization)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using StrictStore store = new(path, authorization);
        using PublishingBench bench = new(fixture, Target(kind), store);
        await fixture.EventAsync(fixture.Series("a", "incident", "admin/gambling", "A1"), fixture.At(2018, 10, 30, 9), quantity: 3);
        await bench.RunAsync(Cancel);

        Assert.Empty(store.Complaints);
        long hour = fixture.At(2018, 10, 30, 9).ToUnixTimeSeconds(), day = fixture.At(2018, 10, 30, 0).ToUnixTimeSeconds();
        foreach ((string category, string unit, string source) in from category in (string[])["all", "admin", "admin/gambling"] from unit in (string[])["R", "A", "A1"] from source in (string[])["all", "a"] select (category, unit, source))
        {
            Assert.Equal("value=3i", store.Points[$"count_hour,category={category},metric=incident,source={source},unit={unit} {hour}"]);
            Assert.Equal("value=3i", store.Points[$"count_day,category={category},metric=incident,source={source},unit={unit} {day}"]);
        }

        Assert.Equal(18, store.Points.Keys.Count(key => key.StartsWith("count_hour", StringComparison.Ordinal)));
        Assert.StartsWith("value=3", store.Points[$"statistic_day,category=all,metric=incident,unit=R {day}"], StringComparison.Ordinal);
        Assert.Equal(PublishState.Current, bench.Report!.State); // not null: it ran
    }

    [Fact]
    public async Task Write_RateLostOnVersion2_RemovesThePointFirst()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using StrictStore store = new("/api/v2/write?org=county%20office&bucket=tongbi%2F1&precision=s", "Token s3cret");
        using PublishingBench bench = new(fixture, Target(PublishKind.Influxdb2), store);
        int series = fixture.Series("a", "incident", "theft", "B");
        await fixture.EventAsync(series, fixture.At(2017, 10, 30, 9), quantity: 4, id: 7);
        await fixture.EventAsync(series, fixture.At(2018, 10, 30, 9), quantity: 5);
        await bench.RunAsync(Cancel);
        Assert.Empty(store.Deletes);
        await fixture.EventAsync(series, fixture.At(2017, 10, 30, 9), id: 7, revision: 1, withdrawn: true);
        await bench.RunAsync(Cancel);
        Assert.Contains(store.Deletes, body => body.Contains("\"start\":\"2018-10-30T05:00:00Z\"", StringComparison.Ordinal) && body.Contains("unit=\\u0022R\\u0022", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_OverloadedThenUnauthorized_GoesOnWhereItStopped()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using StrictStore store = new("/api/v3/write_lp?db=tongbi%2F1&precision=second", "Bearer s3cret");
        using PublishingBench bench = new(fixture, Target(PublishKind.Influxdb3), store);
        store.Plan(HttpStatusCode.ServiceUnavailable, "busy", TimeSpan.FromSeconds(1));
        store.Plan(HttpStatusCode.Unauthorized, "who are you");
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "B"), fixture.At(2018, 10, 30, 9));
        await bench.RunAsync(Cancel);
        Assert.Contains("401", bench.Report!.LastError, StringComparison.Ordinal); // not null: it ran
        Assert.DoesNotContain("s3cret", bench.Report.LastError, StringComparison.Ordinal);
        Assert.Equal(fixture.Ledger.Version, bench.Report.Cursor);
        Assert.Contains(store.Points, point => point.Key.StartsWith("count_hour,category=theft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_BatchRefused_IsHalvedUntilOnlyTheBadPointIsLeftOut()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using StrictStore store = new("/api/v3/write_lp?db=tongbi%2F1&precision=second", "Bearer s3cret");
        using PublishingBench bench = new(fixture, Target(PublishKind.Influxdb3), store);

        // The whole, its first half, … down to the first point alone are refused.
        for (int i = 0; i < 4; i++)
        {
            store.Plan(HttpStatusCode.BadRequest, "partial write of line protocol occurred");
        }

        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "R"), fixture.At(2018, 10, 30, 9));
        await bench.RunAsync(Cancel);
        Assert.Equal(8, 1 + store.Points.Keys.Count(key => key.StartsWith("count_", StringComparison.Ordinal)));
        Assert.Equal(1, bench.Report!.Refused); // not null: it ran
    }

    [Theory]
    [InlineData(PublishKind.Influxdb2, "Token s3cret")]
    [InlineData(PublishKind.Influxdb3, "Bearer s3cret")]
    public async Task Read_ASeries_AsksByInfluxQlInTheVersionsForm(PublishKind kind, string authorization)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int day = fixture.Catalogue.Calendar.DayOfHour(fixture.Hour(2018, 10, 30, 0));
        long second = fixture.At(2018, 10, 30, 0).ToUnixTimeSeconds();
        HttpRequestMessage? asked = null;
        using QueryStub stub = new(request =>
        {
            asked = request;
            return $$"""{"results":[{"statement_id":0,"series":[{"name":"count_day","columns":["time","value"],"values":[[{{second}},5]]}]}]}""";
        });
        using HttpClient http = new(stub);
        StoredQuestions questions = new();
        StoredSeries series = StoredSeries.Of(fixture.Node("incident", "theft", "B"), byHour: false);
        questions.Add(series, day, day + 2);
        StoredBuckets found = await new InfluxReader(http).ReadAsync(Target(kind), questions, fixture.Catalogue.Calendar, Cancel);
        Assert.Equal((5L, null), (found.Find(series, day), found.Find(series, day + 1)));
        Assert.Equal((HttpMethod.Get, "/query", authorization), (asked!.Method, asked.RequestUri!.AbsolutePath, asked.Headers.Authorization?.ToString())); // not null: it was asked
        Assert.Equal(
            $"?epoch=s&db=tongbi/1&q=SELECT \"value\" FROM \"count_day\" WHERE \"metric\"='incident' AND \"category\"='theft' AND \"unit\"='B' AND \"source\"='all' AND time >= {second}s AND time < {fixture.At(2018, 11, 1, 0).ToUnixTimeSeconds()}s",
            Uri.UnescapeDataString(asked.RequestUri.Query));
    }

    [Theory]
    [InlineData("""{"results":[{"statement_id":0,"error":"database not found: x"}]}""")]
    [InlineData("""{"results":[{"statement_id":0,"series":[{"name":"count_day","columns":["time","value"],"values":[],"partial":true}]}]}""")]
    [InlineData("""{"message":"hello"}""")]
    [InlineData("<html>")]
    public async Task Read_AnswerThatIsNotWhole_IsRefused(string answer)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        using QueryStub stub = new(_ => answer);
        using HttpClient http = new(stub);
        StoredQuestions questions = new();
        questions.Add(StoredSeries.Of(fixture.Node("incident"), byHour: true), fixture.Hour(2018, 10, 30, 0), fixture.Hour(2018, 10, 30, 1));
        StoreUnreadableException refused = await Assert.ThrowsAsync<StoreUnreadableException>(() => new InfluxReader(http).ReadAsync(Target(PublishKind.Influxdb3), questions, fixture.Catalogue.Calendar, Cancel));
        Assert.Equal("store_unreachable", refused.Code);
    }

    private PublishTarget Target(PublishKind kind)
    {
        string file = folder.File("token");
        File.WriteAllText(file, "s3cret\n");
        PublishTarget target = new("tsdb", kind, new Uri("http://store.test/")) { Secret = SecretText.TryParse("file:" + file) };
        return kind == PublishKind.Influxdb2 ? target with { Org = "county office", Bucket = "tongbi/1" } : target with { Database = "tongbi/1" };
    }

    private sealed class QueryStub(Func<HttpRequestMessage, string> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer(request)) });
    }
}
