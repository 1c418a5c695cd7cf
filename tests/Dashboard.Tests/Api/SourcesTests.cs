using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
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
            """{"id":"dispatch110","name":"110接处警","nameEn":"110 calls","state":"late","lastRecordAt":"2020-01-05T09:50:00+08:00","lastSuccessAt":"2020-01-05T10:00:00+08:00","lagSeconds":1200,"cadence":"PT5M","accepted":1,"rejected":1,"rejectedByCode":{"unknown_unit":1}}""",
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
