using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Sources.Health;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

public sealed class SourcesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_TellStateLagAndRefusals()
    {
        FakeTimeProvider time = new(DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture));
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: time);
        await server.PostEventsAsync(
            [
                """{"source":"dispatch110","id":"1","unit":"PS01","occurredAt":"2020-01-05T09:50:00+08:00"}""",
                """{"source":"dispatch110","id":"2","unit":"PS99","occurredAt":"2020-01-05T09:50:00+08:00"}""",
                """{"source":"casework","id":"1","unit":"PS99","occurredAt":"2020-01-05T09:50:00+08:00"}""",
            ],
            Cancel);
        time.Advance(TimeSpan.FromMinutes(20));
        JsonElement answer = await server.Admin.GetJsonAsync("/api/v1/sources");
        Assert.Equal("2020-01-05T10:20:00+08:00", answer.GetProperty("at").GetString());
        Assert.Equal(
            """{"id":"dispatch110","name":"110接处警","nameEn":"110 calls","state":"late","lastRecordAt":"2020-01-05T09:50:00+08:00","lastSuccessAt":"2020-01-05T10:00:00+08:00","lagSeconds":1200,"cadence":"PT5M","accepted":1,"rejected":1,"rejectedByCode":{"unknown_unit":1},"fault":null,"rates":[{"minutes":5,"received":0,"inserted":0,"revised":0,"withdrawn":0,"duplicate":0,"stale":0,"rejected":0,"receivedPerMinute":0},{"minutes":60,"received":2,"inserted":1,"revised":0,"withdrawn":0,"duplicate":0,"stale":0,"rejected":1,"receivedPerMinute":0.0333},{"minutes":1440,"received":2,"inserted":1,"revised":0,"withdrawn":0,"duplicate":0,"stale":0,"rejected":1,"receivedPerMinute":0.0014}],"clock":{"events":1,"medianLagSeconds":609,"future":0,"mostAheadSeconds":0},"corrections":{"from":"2019-12-07","to":"2020-01-06","counted":1,"late":0,"reclassified":0,"lateShare":0,"reclassifiedShare":0}}""",
            answer.GetProperty("items")[0].GetRawText());
        Assert.Equal(["late", "failed", "never"], answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("state").GetString()));

        JsonElement one = await server.Admin.GetJsonAsync("/api/v1/sources/casework");
        Assert.Equal("failed", one.GetProperty("state").GetString());
        using HttpResponseMessage unknown = await server.Admin.GetAsync("/api/v1/sources/nobody", Cancel);
        await unknown.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_source");

        JsonElement refused = await server.Admin.GetJsonAsync("/api/v1/quarantine");
        Assert.Equal(
            ["casework unknown_unit unit 1", "dispatch110 unknown_unit unit 1"],
            refused.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("source").GetString()} {item.GetProperty("code").GetString()} {item.GetProperty("field").GetString()} {item.GetProperty("count").GetInt64()}").Order());
        Assert.DoesNotContain("PS99", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("2020-01-05", refused.GetProperty("items")[0].GetProperty("day").GetString());
    }

    [Fact]
    public async Task Source_ThatTellsLateAndMovesRecords_ShowsTheShares()
    {
        // Two servers on one data directory: a clock that is moved by days would run every timer of the server for all of them.
        using TemporaryFolder data = new();
        const string Record = """{"source":"dispatch110","id":"1","unit":"PS01","occurredAt":"2020-01-02T09:00:00+08:00"}""";
        FakeTimeProvider then = new(DateTimeOffset.Parse("2020-01-02T10:00:00+08:00", CultureInfo.InvariantCulture));
        await using (TongbiServer before = await TongbiServer.StartAsync(Cancel, data: data.Path, time: then))
        {
            await before.PostEventsAsync([Record, Record.Replace("\"1\"", "\"2\"", StringComparison.Ordinal), Record.Replace("\"1\"", "\"3\"", StringComparison.Ordinal)], Cancel);
        }

        FakeTimeProvider now = new(DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture));
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, data: data.Path, time: now);
        await server.PostEventsAsync(
            [
                """{"source":"dispatch110","id":"4","unit":"PS01","occurredAt":"2020-01-02T11:00:00+08:00"}""",
                Record.Replace("PS01", "PS02", StringComparison.Ordinal).Replace("{", "{\"revision\":1,", StringComparison.Ordinal),
            ],
            Cancel);

        // A figure is answered from all that was acknowledged; what the sources tell follows a moment later.
        await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=2020-01-02");
        JsonElement source = await server.Admin.GetJsonAsync("/api/v1/sources/dispatch110");
        Assert.Equal(
            """{"from":"2019-12-07","to":"2020-01-06","counted":4,"late":1,"reclassified":1,"lateShare":0.25,"reclassifiedShare":0.25}""",
            source.GetProperty("corrections").GetRawText());
    }

    [Fact]
    public async Task Sources_OverARestart_KeepTheirRates()
    {
        using TemporaryFolder data = new();
        FakeTimeProvider time = new(DateTimeOffset.Parse("2020-01-05T10:00:30+08:00", CultureInfo.InvariantCulture));
        const string Record = """{"source":"dispatch110","id":"1","unit":"PS01","occurredAt":"2020-01-05T10:02:00+08:00"}""";
        await using (TongbiServer server = await TongbiServer.StartAsync(Cancel, data: data.Path, time: time))
        {
            await server.PostEventsAsync([Record, Record], Cancel);
        }

        time.Advance(TimeSpan.FromMinutes(4));
        await using TongbiServer again = await TongbiServer.StartAsync(Cancel, data: data.Path, time: time);
        JsonElement source = await again.Admin.GetJsonAsync("/api/v1/sources/dispatch110");
        JsonElement minutes = source.GetProperty("rates")[0];
        Assert.Equal((2, 1, 1), (minutes.GetProperty("received").GetInt32(), minutes.GetProperty("inserted").GetInt32(), minutes.GetProperty("duplicate").GetInt32()));
        Assert.Equal("""{"events":1,"medianLagSeconds":0,"future":1,"mostAheadSeconds":90}""", source.GetProperty("clock").GetRawText());
        Assert.Equal("""{"events":0,"medianLagSeconds":null,"future":null,"mostAheadSeconds":null}""", (await again.Admin.GetJsonAsync("/api/v1/sources/casework")).GetProperty("clock").GetRawText());
    }

    [Fact]
    public async Task Source_WhoseBodyCannotBeRead_HasFailedUntilTheNextGoodOne()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        using HttpClient casework = await server.ClientWithScopesAsync(Cancel, "ingest:casework");
        using StringContent broken = new("[{", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage refused = await casework.PostAsync("/api/v1/events", broken, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        JsonElement failed = await server.Admin.GetJsonAsync("/api/v1/sources/casework");

        using StringContent empty = new("[]", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage sign = await casework.PostAsync("/api/v1/events", empty, Cancel);
        JsonElement live = await server.Admin.GetJsonAsync("/api/v1/sources/casework");

        Assert.Equal(("failed", "live"), (failed.GetProperty("state").GetString(), live.GetProperty("state").GetString()));
        Assert.Equal("""{"bad_body":1}""", failed.GetProperty("rejectedByCode").GetRawText());
    }

    [Fact]
    public async Task Source_WithAWayInThatFails_TellsWhichAndSinceWhen()
    {
        FakeTimeProvider time = new(DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture));
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: time);
        SourceFaults faults = server.Services.GetRequiredService<SourceFaults>();
        faults.Report("casework", "folder", "unreadable", "Send the file again.");
        time.Advance(TimeSpan.FromMinutes(1));
        faults.Report("casework", "folder", "unreadable", "Send the file again.");

        JsonElement source = await server.Admin.GetJsonAsync("/api/v1/sources/casework");
        Assert.Equal("failed", source.GetProperty("state").GetString());
        Assert.Equal(
            """{"way":"folder","code":"unreadable","message":"Send the file again.","since":"2020-01-05T10:00:00+08:00","lastAt":"2020-01-05T10:01:00+08:00","times":2}""",
            source.GetProperty("fault").GetRawText());
    }

    [Fact]
    public async Task Source_WithFiguresAtTwoGrains_IsToldWhatDoesNotCount()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        using StringContent body = new(
            """
            {"source":"mediation","metric":"dispute.accepted","unit":"PS01","period":"2019-06","count":50}
            {"source":"mediation","metric":"dispute.accepted","unit":"PS01","period":"2019-06-03","count":4}
            {"source":"mediation","metric":"dispute.accepted","unit":"PS01","period":"2019-06-05","count":6}
            """,
            System.Text.Encoding.UTF8,
            "application/x-ndjson");
        using HttpResponseMessage posted = await server.Ingest.PostAsync("/api/v1/counts", body, Cancel);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        JsonElement figure = await server.Admin.GetJsonAsync("/api/v1/statistics?metric=dispute.accepted&period=2019-06");
        Assert.Equal(50, figure.GetProperty("items")[0].GetProperty("value").GetInt64());
        JsonElement source = await server.Admin.GetJsonAsync("/api/v1/sources/mediation");
        Assert.Equal(
            """[{"metric":"dispute.accepted","category":"","unit":"PS01","period":"2019-06","finer":[{"grain":"day","buckets":2,"first":"2019-06-03","last":"2019-06-05","count":10}]}]""",
            source.GetProperty("overlaps").GetRawText());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=10001")]
    [InlineData("limit=ten")]
    public async Task Quarantine_WithABadLimit_IsRefused(string query)
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        using HttpResponseMessage answer = await server.Admin.GetAsync("/api/v1/quarantine?" + query, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_limit");
    }
}
