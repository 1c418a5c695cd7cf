using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary><c>GET /api/v1/history</c> of the running program.</summary>
public sealed class HistoryTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_OfARevisedRecord_TellsWhoMovedTheFigureWhenAndByHowMuch()
    {
        FakeTimeProvider time = new(Now);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(time));
        await server.PostEventsAsync([Event("a", 0, "2019-06-01"), Event("b", 0, "2019-06-02"), Event("x", 0, "2019-07-02")], Cancel);
        time.Advance(TimeSpan.FromHours(1));
        await server.PostEventsAsync([Event("y", 0, "2019-07-03")], Cancel);
        await server.PostEventsAsync([Event("b", 1, "2019-07-02"), Event("c", 0, "2019-06-09", quantity: 4)], Cancel);

        JsonElement history = await server.Admin.GetJsonAsync("/api/v1/history?metric=incident&period=2019-06");

        Assert.Equal(3, history.GetProperty("version").GetInt64());
        Assert.Equal(JsonValueKind.Null, history.GetProperty("next").ValueKind);
        JsonElement[] items = [.. history.GetProperty("items").EnumerateArray()];
        Assert.Equal([(3L, 2L, 5L, 3L), (1L, 0L, 2L, 2L)], items.Select(item => (Number(item, "version"), Number(item, "before"), Number(item, "after"), Number(item, "change"))));
        Assert.Equal(["2020-01-05T11:00:00+08:00", "2020-01-05T10:00:00+08:00"], items.Select(item => item.GetProperty("recordedAt").GetString()));
        Assert.All(items, item => Assert.Equal(["dispatch110"], item.GetProperty("sources").EnumerateArray().Select(source => source.GetString())));
        string secret = server.FirstRun.GetProperty("ingestKey").GetString() ?? "";
        Assert.All(items, item => Assert.StartsWith("key:", item.GetProperty("actor").GetString(), StringComparison.Ordinal));
        Assert.DoesNotContain(secret, history.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_OfEveryPage_SumsToTheFigure()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));
        for (int delivery = 0; delivery < 9; delivery++)
        {
            await server.PostEventsAsync([Event("a" + delivery, 0, "2019-06-0" + (delivery + 1), category: delivery % 2 == 0 ? "admin/gambling" : "theft"), Event("a0", delivery, "2019-06-01", quantity: delivery, category: "admin/gambling")], Cancel);
        }

        foreach (string question in new[] { "metric=incident&period=2019-06", "metric=incident.vice_lead&period=2019", "metric=incident&category=theft&period=2019-06-01/2019-06-04&unit=PS01" })
        {
            long sum = 0;
            string? cursor = null;
            int pages = 0;
            do
            {
                JsonElement page = await server.Admin.GetJsonAsync($"/api/v1/history?{question}&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
                sum += page.GetProperty("items").EnumerateArray().Sum(item => Number(item, "change"));
                cursor = page.GetProperty("next").GetString();
                pages++;
            }
            while (cursor is not null && pages < 20);

            JsonElement figure = (await server.Admin.GetJsonAsync("/api/v1/statistics?" + question)).GetProperty("items")[0];
            Assert.Equal(figure.GetProperty("value").GetInt64(), sum);
            Assert.NotEqual(0, sum);
        }
    }

    [Fact]
    public async Task History_OfASealedMonth_TellsHowFirmItWas_AndWhichAmendmentLetTheChangeIn()
    {
        FakeTimeProvider time = new(Now);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(time));
        await server.PostEventsAsync([Event("a", 0, "2019-06-01"), Event("b", 0, "2019-07-02")], Cancel);
        await SealAsync(server, new { month = "2019-06", state = "closed", reason = "月报" });
        await server.PostEventsAsync([Event("c", 0, "2019-06-03")], Cancel);
        await SealAsync(server, new { month = "2019-06", state = "locked", reason = "年报" });
        await server.PostEventsAsync([Event("d", 0, "2019-07-04")], Cancel);
        await SealAsync(server, new { month = "2019-06", state = "amendment", reason = "漏报一起" });
        await server.PostEventsAsync([Event("e", 0, "2019-06-05")], Cancel);
        await SealAsync(server, new { month = "2019-06", state = "open", reason = "重报" });
        await server.PostEventsAsync([Event("f", 0, "2019-06-06")], Cancel);

        JsonElement[] items = [.. (await server.Admin.GetJsonAsync("/api/v1/history?metric=incident&period=2019")).GetProperty("items").EnumerateArray()];

        Assert.Equal(
            [(9, "open", 0), (7, "locked", 1), (5, "open", 0), (3, "closed", 0), (1, "open", 0)],
            items.Select(item => (Number(item, "version"), item.GetProperty("sealed").GetString() ?? "", item.GetProperty("amendments").GetArrayLength())));
        JsonElement amendment = items[1].GetProperty("amendments")[0];
        Assert.Equal(("2019-06", "amendment", "漏报一起"), (Text(amendment, "month"), Text(amendment, "state"), Text(amendment, "reason")));
        Assert.NotEqual(Text(amendment, "requestedBy"), Text(amendment, "approvedBy"));

        JsonElement before = await server.Admin.GetJsonAsync("/api/v1/history?metric=incident&period=2019&asOfVersion=4");
        Assert.Equal((4, 2), (Number(before, "version"), before.GetProperty("items").GetArrayLength()));
    }

    [Theory]
    [InlineData("metric=incident&period=2019&asOfVersion=7", "unknown_version")]
    [InlineData("metric=dispute.resolve_rate&period=2019", "bad_metric")]
    [InlineData("metric=incident,case.admin.handled&period=2019", "too_many_values")]
    [InlineData("metric=incident&period=2019&limit=0", "bad_limit")]
    [InlineData("metric=incident&period=2019&cursor=last", "bad_cursor")]
    [InlineData("metric=incident&period=soon", "bad_period")]
    [InlineData("metric=incident", "missing_parameter")]
    public async Task History_OfAQuestionThatCannotBeAnswered_IsAProblem(string question, string code)
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        using HttpResponseMessage answer = await server.Admin.GetAsync("/api/v1/history?" + question, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task History_OutsideTheCallersUnits_IsForbidden()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        using HttpClient reader = await server.ClientWithScopesAsync(Cancel, "read:PS01");
        using HttpResponseMessage answer = await reader.GetAsync("/api/v1/history?metric=incident&period=2019&unit=PS02", Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    private static async Task SealAsync(TongbiServer server, object seal)
    {
        using HttpClient second = await server.ClientWithScopesAsync(Cancel, "admin");
        using HttpResponseMessage asked = await server.Admin.PostAsJsonAsync("/api/v1/seals", seal, Cancel);
        asked.EnsureSuccessStatusCode();
        long id = (await asked.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
        using HttpResponseMessage approved = await second.PostAsync($"/api/v1/seals/{id}/approve", null, Cancel);
        approved.EnsureSuccessStatusCode();
    }

    private static long Number(JsonElement item, string name) => item.GetProperty(name).GetInt64();

    private static string Event(string id, int revision, string date, int quantity = 1, string category = "theft") =>
        $$"""{"source":"dispatch110","id":"{{id}}","metric":"incident","category":"{{category}}","unit":"PS01","occurredAt":"{{date}}T08:00:00+08:00","revision":{{revision}},"quantity":{{quantity}}}""";
}
