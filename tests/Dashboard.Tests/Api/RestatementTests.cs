using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary><c>GET /api/v1/restatements</c> of the running program.</summary>
public sealed class RestatementTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restatements_OfAClosedMonth_AreTheFiguresOfBothVersions()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));
        await server.PostEventsAsync([Event("a", "theft", "PS01", 3), Event("b", "admin/gambling", "PS01", 4), Event("c", "theft", "PS02", 5)], Cancel);
        await SealAsync(server, new { month = "2019-12", state = "closed", reason = "月报" });
        Assert.Empty((await RestatementsAsync(server)).GetProperty("items").EnumerateArray());

        // Two late entries, one re-classification, one in another month, and one that goes and comes back.
        await server.PostEventsAsync([Event("d", "theft", "PS01", 6), Event("e", "admin", "331125", 7), Event("c", "admin/gambling", "PS02", 5, revision: 1)], Cancel);
        await server.PostEventsAsync([Event("f", "theft", "PS02", 8, month: 11), Event("b", "theft", "PS02", 4, revision: 1)], Cancel);
        await server.PostEventsAsync([Event("b", "admin/gambling", "PS01", 4, revision: 2)], Cancel);

        JsonElement answer = await RestatementsAsync(server);

        Assert.Equal(("closed", 2L, 5L), (answer.GetProperty("state").GetString(), answer.GetProperty("sealedVersion").GetInt64(), answer.GetProperty("version").GetInt64()));
        JsonElement[] items = [.. answer.GetProperty("items").EnumerateArray()];
        Assert.Equal(
            ["incident|331125|:3>5", "incident.vice_lead|331125|:1>2", "incident|331125|admin:1>3", "incident|PS02|admin/gambling:0>1", "incident|PS01|theft:1>2", "incident|PS02|theft:1>0"],
            items.Select(item => $"{Text(item, "metric")}|{Text(item, "unit")}|{Text(item, "category")}:{item.GetProperty("old")}>{item.GetProperty("new")}"));
        foreach (JsonElement item in items)
        {
            string question = $"/api/v1/statistics?metric={Text(item, "metric")}&unit={Text(item, "unit")}&category={Text(item, "category")}&period=2019-12";
            Assert.Equal(await ValueAsync(server, question + "&asOfVersion=2"), item.GetProperty("old").GetInt64());
            Assert.Equal(await ValueAsync(server, question), item.GetProperty("new").GetInt64());
            Assert.Equal(item.GetProperty("new").GetInt64() - item.GetProperty("old").GetInt64(), item.GetProperty("change").GetInt64());
            Assert.StartsWith("key:", Assert.Single(item.GetProperty("actors").EnumerateArray()).GetString(), StringComparison.Ordinal);
            Assert.Empty(item.GetProperty("amendments").EnumerateArray());
        }

        Assert.Equal(["incident"], (await RestatementsAsync(server, "&metric=incident&unit=PS01")).GetProperty("items").EnumerateArray().Select(item => Text(item, "metric")).Distinct());
    }

    [Fact]
    public async Task Restatements_OfALockedMonth_GiveReasonAndPersons()
    {
        FakeTimeProvider time = new(Now);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(time));
        await server.PostEventsAsync([Event("a", "theft", "PS01", 3)], Cancel);
        await SealAsync(server, new { month = "2019-12", state = "locked", reason = "年报" });
        await server.PostEventsAsync([Event("b", "theft", "PS01", 3)], Cancel);
        Assert.Empty((await RestatementsAsync(server)).GetProperty("items").EnumerateArray());

        await SealAsync(server, new { month = "2019-12", state = "amendment", reason = "漏报一起" });
        time.Advance(TimeSpan.FromHours(1));
        await server.PostEventsAsync([Event("b", "theft", "PS01", 3)], Cancel);

        JsonElement answer = await RestatementsAsync(server);
        JsonElement total = answer.GetProperty("items")[0];
        JsonElement amendment = Assert.Single(total.GetProperty("amendments").EnumerateArray());
        Assert.Equal(("locked", 1L, 2L), (Text(answer, "state"), total.GetProperty("old").GetInt64(), total.GetProperty("new").GetInt64()));
        Assert.Equal(("漏报一起", "2020-01-05T11:00:00+08:00"), (Text(amendment, "reason"), Text(total, "lastAt")));
        Assert.NotEqual(Text(amendment, "requestedBy"), Text(amendment, "approvedBy"));
        Assert.Equal(["locked", "amendment"], answer.GetProperty("seals").EnumerateArray().Select(seal => Text(seal, "state")));
    }

    [Fact]
    public async Task Restatements_OfAnOpenMonth_AreNone()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));
        await server.PostEventsAsync([Event("a", "theft", "PS01", 3)], Cancel);

        JsonElement answer = await RestatementsAsync(server);

        Assert.Equal("open", Text(answer, "state"));
        Assert.Empty(answer.GetProperty("items").EnumerateArray());
        using HttpResponseMessage bad = await server.Admin.GetAsync("/api/v1/restatements?month=2019", Cancel);
        await bad.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_month");
        using HttpClient reader = await server.ClientWithScopesAsync(Cancel, "read:PS01");
        using HttpResponseMessage outside = await reader.GetAsync("/api/v1/restatements?month=2019-12&unit=PS02", Cancel);
        await outside.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private static Task<JsonElement> RestatementsAsync(TongbiServer server, string more = "") => server.Admin.GetJsonAsync("/api/v1/restatements?month=2019-12" + more);

    private static async Task<long> ValueAsync(TongbiServer server, string question) =>
        (await server.Admin.GetJsonAsync(question)).GetProperty("items")[0].GetProperty("value").GetInt64();

    private static async Task SealAsync(TongbiServer server, object seal)
    {
        using HttpClient second = await server.ClientWithScopesAsync(Cancel, "admin");
        using HttpResponseMessage asked = await server.Admin.PostAsync("/api/v1/seals", seal);
        long id = (await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
        using HttpResponseMessage approved = await second.PostAsync($"/api/v1/seals/{id}/approve", null, Cancel);
        approved.EnsureSuccessStatusCode();
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static string Event(string id, string category, string unit, int day, int revision = 0, int month = 12) =>
        $$"""{"source":"dispatch110","id":"{{id}}","metric":"incident","category":"{{category}}","unit":"{{unit}}","occurredAt":"2019-{{month}}-{{day:00}}T08:00:00+08:00","revision":{{revision}}}""";
}
