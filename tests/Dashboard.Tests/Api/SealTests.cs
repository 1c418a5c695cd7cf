using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary>Months are closed and locked by two persons, and the running program keeps to it.</summary>
public sealed class SealTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lock_TakesTwoPersons()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));
        using HttpClient second = await server.ClientWithScopesAsync(Cancel, "admin");
        using HttpClient reader = await server.ClientWithScopesAsync(Cancel, "read:*");

        using (HttpResponseMessage forbidden = await reader.PostAsync("/api/v1/seals", Lock("2019-12")))
        {
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        }

        JsonElement asked = await PostAsync(server.Admin, "/api/v1/seals", Lock("2019-12"), HttpStatusCode.Created);
        string approve = $"/api/v1/seals/{asked.GetProperty("id").GetInt64()}/approve";
        Assert.Equal(JsonValueKind.Null, asked.GetProperty("approvedBy").ValueKind);
        using (HttpResponseMessage alone = await server.Admin.PostAsync(approve, null, Cancel))
        {
            await alone.AssertProblemAsync(HttpStatusCode.Forbidden, "same_person");
        }

        Assert.Equal(1, (await server.PostEventsAsync([Event("a", 0, "2019-12-31T23:59:59+08:00")], Cancel)).GetProperty("inserted").GetInt64());
        JsonElement approved = await PostAsync(second, approve, null, HttpStatusCode.OK);

        Assert.NotEqual(approved.GetProperty("requestedBy").GetString(), approved.GetProperty("approvedBy").GetString());
        Assert.Equal(2, approved.GetProperty("version").GetInt64());
        JsonElement list = await reader.GetJsonAsync("/api/v1/seals");
        JsonElement month = Assert.Single(list.GetProperty("months").EnumerateArray());
        Assert.Equal(("2019-12", "locked"), (month.GetProperty("month").GetString(), month.GetProperty("state").GetString()));
        Assert.Equal("年报", Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("reason").GetString());
        using HttpResponseMessage again = await second.PostAsync(approve, null, Cancel);
        await again.AssertProblemAsync(HttpStatusCode.Conflict, "already_approved");
    }

    [Fact]
    public async Task Locked_RefusesByRecord_InTheOrderOfTheBody()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));
        await server.PostEventsAsync([Event("a", 0, "2019-12-03T08:00:00+08:00"), Event("b", 0, "2020-01-02T08:00:00+08:00")], Cancel);
        await SealAsync(server, Lock("2019-12"));

        JsonElement answer = await server.PostEventsAsync(
            [
                "{}",
                Event("a", 1, "2020-01-03T08:00:00+08:00"),
                Event("b", 1, "2020-01-03T08:00:00+08:00"),
                "not json",
                Event("c", 0, "2019-12-03T08:00:00+08:00"),
                Event("d", 0, "2020-01-01T00:00:00+08:00"),
                Event("a", 0, "2019-12-03T08:00:00+08:00"),
            ],
            Cancel);

        Assert.Equal((7, 1, 1, 1), (Number(answer, "received"), Number(answer, "inserted"), Number(answer, "revised"), Number(answer, "duplicate")));
        Assert.Equal(
            [(0, "missing_field"), (1, "sealed_period"), (3, "bad_json"), (4, "sealed_period")],
            answer.GetProperty("rejected").EnumerateArray().Select(refusal => ((int)Number(refusal, "index"), refusal.GetProperty("code").GetString())));
        Assert.Equal(1, await FigureAsync(server, "2019-12"));
        Assert.Equal(2, await FigureAsync(server, "2020-01"));
        JsonElement refused = (await server.Admin.GetJsonAsync("/api/v1/quarantine")).GetProperty("items");
        Assert.Contains(refused.EnumerateArray(), refusal => refusal.GetProperty("code").GetString() == "sealed_period" && Number(refusal, "count") == 2);
    }

    [Fact]
    public async Task Locked_RefusesFigures_AndTakesThemWhileAnAmendmentIsOpen()
    {
        FakeTimeProvider time = new(Now);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(time));
        await SealAsync(server, Lock("2019-12"));
        const string Figure = """[{"source":"mediation","metric":"dispute.accepted","unit":"PS01","period":"2019-12-07","count":5},{"source":"mediation","metric":"dispute.accepted","unit":"PS01","period":"2020-01-01","count":2}]""";
        Assert.Equal(["sealed_period"], Codes(await PostFiguresAsync(server, Figure)));

        await SealAsync(server, new { month = "2019-12", state = "amendment", reason = "漏报一日", hours = 2 });
        Assert.Equal("2020-01-05T12:00:00+08:00", (await server.Admin.GetJsonAsync("/api/v1/seals")).GetProperty("months")[0].GetProperty("amendableUntil").GetString());
        Assert.Empty(Codes(await PostFiguresAsync(server, Figure)));
        time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(["sealed_period"], Codes(await PostFiguresAsync(server, Figure.Replace("\"count\":5", "\"count\":6", StringComparison.Ordinal))));
        JsonElement item = (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=dispute.accepted&period=2019-12-07")).GetProperty("items")[0];
        Assert.Equal(5, Number(item, "value"));
    }

    [Fact]
    public async Task Figure_OfASealedPeriod_SaysHowFirmItIs_AsOfEveryVersion()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));
        await server.PostEventsAsync([Event("a", 0, "2019-12-03T08:00:00+08:00")], Cancel);
        Assert.False((await QualityAsync(server, "2019-12")).TryGetProperty("sealed", out _));
        await server.PostEventsAsync([Event("b", 0, "2020-01-03T08:00:00+08:00")], Cancel);
        const string Question = "/api/v1/statistics?metric=incident&period=2019-12,2020-01&compare=year,previous&by=unit";
        string before = await server.Admin.GetStringAsync(Question, Cancel);
        await SealAsync(server, new { month = "2019-12", state = "closed", reason = "月报" });
        Assert.NotEqual(before, await server.Admin.GetStringAsync(Question, Cancel));
        Assert.Equal(before, await server.Admin.GetStringAsync(Question + "&asOfVersion=2", Cancel));
        await SealAsync(server, Lock("2019-11"));

        Assert.Equal("closed", (await QualityAsync(server, "2019-12")).GetProperty("sealed").GetString());
        Assert.Equal("locked", (await QualityAsync(server, "2019-11-07")).GetProperty("sealed").GetString());
        Assert.Equal("closed", (await QualityAsync(server, "2019-11-07/2019-12-08")).GetProperty("sealed").GetString());
        Assert.Equal("open", (await QualityAsync(server, "2019")).GetProperty("sealed").GetString());
        Assert.False((await QualityAsync(server, "2020-01")).TryGetProperty("sealed", out _));
        Assert.False((await QualityAsync(server, "2019-12&asOfVersion=1")).TryGetProperty("sealed", out _));
    }

    [Theory]
    [InlineData("2019-13", "locked", "why", null, HttpStatusCode.BadRequest, "bad_month")]
    [InlineData("2019-12", "shut", "why", null, HttpStatusCode.BadRequest, "bad_state")]
    [InlineData("2019-12", "locked", " ", null, HttpStatusCode.BadRequest, "bad_reason")]
    [InlineData("2019-12", "locked", "why", 3, HttpStatusCode.BadRequest, "bad_hours")]
    [InlineData("2020-01", "closed", "why", null, HttpStatusCode.Conflict, "month_not_over")]
    [InlineData("2019-12", "open", "why", null, HttpStatusCode.Conflict, "nothing_to_do")]
    [InlineData("2019-12", "amendment", "why", 3, HttpStatusCode.Conflict, "not_locked")]
    public async Task Request_ThatMakesNoSense_IsAProblem(string month, string state, string reason, int? hours, HttpStatusCode status, string code)
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));
        using HttpResponseMessage answer = await server.Admin.PostAsync("/api/v1/seals", new { month, state, reason, hours });
        await answer.AssertProblemAsync(status, code);
        Assert.Empty((await server.Admin.GetJsonAsync("/api/v1/seals")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Verb_BesideARunningServer_LocksForTheNextRecord()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        string[] seal = ["seal", "2019-12", "--lock", "--reason", "reported", "--by", "ann", "--data", server.Data, "--config", TongbiServer.County];

        (int alone, string sentence) = await TongbiProcess.RunVerbAsync(Cancel, [.. seal, "--approve", "Ann"]);
        Assert.True(alone != 0 && sentence.Contains("two persons", StringComparison.Ordinal), sentence);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, [.. seal, "--approve", "bob"]);
        Assert.True(exitCode == 0 && output.Contains("2019-12: locked at version 1 by ann, approved by bob", StringComparison.Ordinal), output);

        Assert.Equal(["sealed_period"], Codes(await server.PostEventsAsync([Event("a", 0, "2019-12-03T08:00:00+08:00")], Cancel)));
        (int twice, string again) = await TongbiProcess.RunVerbAsync(Cancel, [.. seal, "--approve", "bob"]);
        Assert.True(twice != 0 && again.Contains("in that state already", StringComparison.Ordinal), again);
    }

    private static async Task<JsonElement> QualityAsync(TongbiServer server, string period) =>
        (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=" + period)).GetProperty("items")[0].GetProperty("quality");

    private static object Lock(string month) => new { month, state = "locked", reason = "年报" };

    private static async Task SealAsync(TongbiServer server, object seal)
    {
        using HttpClient second = await server.ClientWithScopesAsync(Cancel, "admin");
        JsonElement asked = await PostAsync(server.Admin, "/api/v1/seals", seal, HttpStatusCode.Created);
        await PostAsync(second, $"/api/v1/seals/{asked.GetProperty("id").GetInt64()}/approve", null, HttpStatusCode.OK);
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string address, object? body, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = body is null ? await client.PostAsync(address, null, Cancel) : await client.PostAsync(address, body);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(expected == answer.StatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<JsonElement> PostFiguresAsync(TongbiServer server, string figures)
    {
        using StringContent body = new(figures, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await server.Ingest.PostAsync("/api/v1/counts", body, Cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private static IEnumerable<string?> Codes(JsonElement answer) => answer.GetProperty("rejected").EnumerateArray().Select(refusal => refusal.GetProperty("code").GetString());

    private static async Task<long> FigureAsync(TongbiServer server, string period) =>
        Number((await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=" + period)).GetProperty("items")[0], "value");

    private static long Number(JsonElement item, string name) => item.GetProperty(name).GetInt64();

    private static string Event(string id, int revision, string at) =>
        $$"""{"source":"dispatch110","id":"{{id}}","metric":"incident","category":"theft","unit":"PS01","occurredAt":"{{at}}","revision":{{revision}}}""";
}
