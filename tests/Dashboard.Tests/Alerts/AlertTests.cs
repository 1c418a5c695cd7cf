using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using NodaTime;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Tests.Live;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>Records go in, alerts come out: the real server, from the first breach to the last word.</summary>
public sealed class AlertTests
{
    private const string OnValue = """
        rules:
          - id: many
            name: 今日警情偏多
            nameEn: Many incidents today
            metric: incident
            depth: 1
            period: today
            statistic: value
            above: { blue: 3, red: 8 }
            clear: { blue: 2 }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_FireRaiseAndResolve_AtTheUnitAndAbove_WithTheFiguresOfTheStatistics()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(OnValue);
        await alerts.SendAsync("a", 4);
        JsonElement[] fired = await alerts.WaitAsync("?state=firing", seen => seen.Length == 2);
        Assert.Equal(["331125", "PS01"], fired.Select(alert => alert.GetProperty("labels").GetProperty("unit").GetString()).Order());
        JsonElement county = fired.Single(alert => alert.GetProperty("labels").GetProperty("unit").GetString() == "331125");
        Assert.Equal(("blue", "many", "value", 4, 3), (Text(county, "severity"), Text(county, "rule"), Text(county, "statistic"), county.GetProperty("value").GetInt32(), county.GetProperty("threshold").GetInt32()));
        Assert.Equal("【蓝色预警】今日警情偏多:今日(截至2026-03-10 10:00)云和县警情4起;蓝色阈值:高于3起;数据截至2026-03-10 10:00", Text(county, "summary"));

        // What a wall shows and what the alert says are one figure at one version.
        JsonElement statistics = await alerts.Server.Admin.GetJsonAsync($"/api/v1/statistics?metric=incident&period=today&asOfVersion={county.GetProperty("version").GetInt64()}");
        Assert.Equal(statistics.GetProperty("items")[0].GetProperty("value").GetInt32(), county.GetProperty("value").GetInt32());

        await alerts.SendAsync("b", 5, unit: "PS02");
        await alerts.WaitAsync("?state=firing&severity=red", seen => seen.Length == 1);
        await alerts.SendAsync("b", 5, unit: "PS02", revision: 1, withdrawn: true);
        await alerts.WaitAsync("?state=firing&severity=red", seen => seen.Length == 0);
        await alerts.SendAsync("a", 2, revision: 1, withdrawn: true);
        JsonElement[] resolved = await alerts.WaitAsync("?state=resolved", seen => seen.Length == 3);
        Assert.Empty(await alerts.AlertsAsync("?state=firing"));

        JsonElement whole = await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/" + Text(county, "id"));
        Assert.Equal(["fired", "raised", "lowered", "resolved"], whole.GetProperty("history").EnumerateArray().Select(step => Text(step, "kind")));
        Assert.Equal("red", Text(whole, "worst"));
        Assert.All(resolved, alert => Assert.NotEqual(JsonValueKind.Null, alert.GetProperty("endsAt").ValueKind));
    }

    [Fact]
    public async Task Rate_AgainstLastYear_FiresWithMinimums_AndAZeroBaseAtTheGravest()
    {
        await using AlertServer alerts = await AlertServer.StartAsync("""
            rules:
              - { id: yoy, name: 同比上升, metric: incident, depth: 1, period: mtd, statistic: rate, compare: year, above: { blue: 0.10, orange: 0.30 }, minimumValue: 5 }

            """);
        await alerts.SendAsync("before", 4, at: "2025-03-02T08:00:00+08:00");
        await alerts.SendAsync("now", 5, at: "2026-03-02T08:00:00+08:00");
        await alerts.SendAsync("new", 6, unit: "PS02", at: "2026-03-03T08:00:00+08:00");
        JsonElement[] fired = await alerts.WaitAsync("?state=firing", seen => seen.Length == 3 && seen.All(alert => alert.GetProperty("labels").GetProperty("unit").GetString() != "331125" || alert.GetProperty("current").GetInt32() == 11));
        Dictionary<string, JsonElement> byUnit = fired.ToDictionary(alert => alert.GetProperty("labels").GetProperty("unit").GetString()!);
        Assert.Equal(("blue", 0.25m), (Text(byUnit["PS01"], "severity"), byUnit["PS01"].GetProperty("value").GetDecimal()));
        Assert.Equal(("orange", 1.75m), (Text(byUnit["331125"], "severity"), byUnit["331125"].GetProperty("value").GetDecimal()));
        Assert.Equal(("orange", JsonValueKind.Null), (Text(byUnit["PS02"], "severity"), byUnit["PS02"].GetProperty("value").ValueKind));
        Assert.Contains("基数为0", Text(byUnit["PS02"], "summary"), StringComparison.Ordinal);
        Assert.Contains("同比上升25.00%", Text(byUnit["PS01"], "summary"), StringComparison.Ordinal);
        Assert.Contains("blue above 10%", Text(byUnit["PS01"], "summaryEn").ToLowerInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_AreOnRecord_AndAClosedAlertStaysClosed()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(OnValue.Replace("depth: 1", "depth: 0", StringComparison.Ordinal));
        await alerts.SendAsync("a", 4);
        string id = Text((await alerts.WaitAsync("?state=firing", seen => seen.Length == 1))[0], "id");

        using (HttpResponseMessage taken = await alerts.ActAsync(id, "acknowledge", new { comment = "已派警" }))
        {
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            JsonElement alert = await taken.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.StartsWith("key:", Text(alert, "acknowledgedBy"), StringComparison.Ordinal);
            Assert.Equal("firing", Text(alert, "state"));
        }

        using (HttpResponseMessage again = await alerts.ActAsync(id, "acknowledge", new { comment = "x" }))
        {
            await again.AssertProblemAsync(HttpStatusCode.Conflict, "already_acknowledged");
        }

        using (HttpResponseMessage empty = await alerts.ActAsync(id, "feedback", new { comment = " " }))
        {
            await empty.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_comment");
        }

        using (HttpResponseMessage still = await alerts.ActAsync(id, "clear", new { comment = "x" }))
        {
            await still.AssertProblemAsync(HttpStatusCode.Conflict, "still_firing");
        }

        using (HttpResponseMessage closed = await alerts.ActAsync(id, "false-alarm", new { comment = "补录" }))
        {
            Assert.Equal("falseAlarm", Text(await closed.Content.ReadFromJsonAsync<JsonElement>(Cancel), "disposition"));
        }

        // The same breach goes on, which is no news; a graver one is.
        await alerts.SendAsync("b", 1);
        await alerts.SendAsync("c", 5);
        JsonElement[] red = await alerts.WaitAsync("?state=firing", seen => seen.Length == 1);
        Assert.Equal("red", Text(red[0], "severity"));
        Assert.NotEqual(id, Text(red[0], "id"));
        JsonElement history = (await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/" + id)).GetProperty("history");
        Assert.Equal(["fired/", "acknowledged/已派警", "falseAlarm/补录"], history.EnumerateArray().Select(step => $"{Text(step, "kind")}/{step.GetProperty("comment").GetString()}"));
    }

    [Fact]
    public async Task Restart_GoesOnWithTheSameAlert()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(OnValue.Replace("depth: 1", "for: PT12M", StringComparison.Ordinal));
        await alerts.SendAsync("a", 4);
        string id = Text((await alerts.WaitAsync("?state=pending", seen => seen.Length == 1))[0], "id");

        // Two minutes down: the wait goes on, with ten minutes to go at least.
        await alerts.StartAgainAsync(AlertServer.Morning + Duration.FromMinutes(2));
        Assert.Equal(id, Text((await alerts.WaitAsync("?state=pending", seen => seen.Length == 1))[0], "id"));
        Assert.Empty(await alerts.AlertsAsync("?state=firing"));

        // An outage of more than an hour: anew.
        await alerts.StartAgainAsync(AlertServer.Morning + Duration.FromHours(2));
        await alerts.WaitAsync("?state=pending", seen => seen.Length == 1 && Text(seen[0], "id") != id);
    }

    [Fact]
    public async Task Reader_SeesTheAlertsOfItsUnitsOnly()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(OnValue);
        await alerts.SendAsync("a", 4);
        JsonElement[] fired = await alerts.WaitAsync("?state=firing", seen => seen.Length == 2);
        using HttpClient south = await alerts.Server.ClientWithScopesAsync(Cancel, "read:PS02");
        using HttpClient north = await alerts.Server.ClientWithScopesAsync(Cancel, "read:PS01");
        Assert.Empty((await south.GetJsonAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray());
        Assert.Equal("PS01", Assert.Single((await north.GetJsonAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray()).GetProperty("labels").GetProperty("unit").GetString());
        foreach (string id in fired.Select(alert => Text(alert, "id")))
        {
            using HttpResponseMessage hidden = await south.GetAsync("/api/v1/alerts/" + id, Cancel);
            await hidden.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_alert");
            using HttpResponseMessage act = await south.PostAsJsonAsync($"/api/v1/alerts/{id}/acknowledge", new { comment = "x" }, Cancel);
            await act.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_alert");
        }

        using HttpResponseMessage foreign = await south.GetAsync("/api/v1/alerts?unit=PS01", Cancel);
        await foreign.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Screen_IsToldOfAlerts_AsTheyAre()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(OnValue);
        await alerts.SendAsync("a", 4);
        await alerts.WaitAsync("?state=firing", seen => seen.Length == 2);
        string key = alerts.Server.FirstRun.GetProperty("adminKey").GetString()!;
        await using Screen screen = new(new HubConnectionBuilder().WithUrl(new Uri(alerts.Server.Url, LiveExtensions.HubPath), options => options.Headers["X-API-Key"] = key).Build());
        await screen.Connection.StartAsync(Cancel);
        await screen.SubscribeAsync(new { view = "wall" });
        JsonObject snapshot = await screen.NextAsync("Snapshot");
        Assert.Equal(2, snapshot["alerts"]!.AsArray().Count);
        await alerts.SendAsync("b", 5);
        JsonObject[] changed = [await screen.NextAsync("AlertChanged"), await screen.NextAsync("AlertChanged")];
        Assert.All(changed, alert => Assert.Equal(("red", "firing"), ((string)alert["severity"]!, (string)alert["state"]!)));
        Assert.Equal(["331125", "PS01"], changed.Select(alert => (string)alert["labels"]!["unit"]!).Order());
    }

    [Fact]
    public async Task ChangedRules_AreTakenUp_AndARemovedOneEndsItsAlerts()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(OnValue);
        await alerts.SendAsync("a", 4);
        await alerts.WaitAsync("?state=firing", seen => seen.Length == 2);

        await File.WriteAllTextAsync(alerts.RulesFile, OnValue.Replace("incident", "nothing", StringComparison.Ordinal), Cancel);
        await Eventually.TrueAsync(
            async () => (await alerts.Server.Admin.GetJsonAsync("/api/v1/rules")).GetProperty("mistakes").GetArrayLength() == 1,
            TimeSpan.FromSeconds(60),
            () => "The broken rules were not refused.",
            Cancel);
        Assert.Equal("many", Assert.Single((await alerts.Server.Admin.GetJsonAsync("/api/v1/rules")).GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(2, (await alerts.AlertsAsync("?state=firing")).Length);

        await File.WriteAllTextAsync(alerts.RulesFile, OnValue.Replace("id: many", "id: other", StringComparison.Ordinal), Cancel);
        JsonElement[] fired = await alerts.WaitAsync("?state=firing", seen => seen.Length == 2 && seen.All(alert => Text(alert, "rule") == "other"));
        Assert.NotEmpty(fired);
        JsonElement gone = (await alerts.AlertsAsync("?state=resolved"))[0];
        Assert.Equal("rule_gone", (await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/" + Text(gone, "id"))).GetProperty("history").EnumerateArray().Last().GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("/api/v1/alerts?state=burning", "bad_state")]
    [InlineData("/api/v1/alerts?severity=pink", "bad_severity")]
    [InlineData("/api/v1/alerts?unit=XX", "unknown_unit")]
    [InlineData("/api/v1/alerts?colour=red", "unknown_parameter")]
    public async Task BadQuestion_IsAProblem(string address, string code)
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        using HttpResponseMessage answer = await server.Admin.GetAsync(address, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
