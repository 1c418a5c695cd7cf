using System.Net;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>Response times, the preview of a silence and pages of alerts, through the API.</summary>
public sealed class ResponseTimeTests
{
    private const string Rules = """
        rules:
          - { id: many, name: 今日警情偏多, nameEn: Many incidents today, metric: incident, depth: 1, period: today, statistic: value, above: { orange: 3 } }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ResponseTimes_CountWhatPeopleDid_ByUnitAndSeverity()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await alerts.SendAsync("a", 4);
        JsonElement[] firing = await alerts.WaitAsync("?state=firing", seen => seen.Length == 2);
        string station = firing.Single(alert => alert.GetProperty("labels").GetProperty("unit").GetString() == "PS01").GetProperty("id").GetString()!;
        using (await alerts.ActAsync(station, "acknowledge", new { comment = "on my way" }))
        using (await alerts.ActAsync(station, "feedback", new { comment = "dealt with" }))
        using (await alerts.ActAsync(station, "clear", new { force = true }))
        {
        }

        JsonElement answer = await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/response-times?by=unit&from=2026-03-10&to=2026-03-11");

        Assert.Equal([30, 60, 120, 180], answer.GetProperty("bounds").EnumerateArray().Select(bound => bound.GetInt32()));
        JsonElement total = answer.GetProperty("total");
        Assert.Equal((2, 1, 1), (total.GetProperty("alerts").GetInt32(), total.GetProperty("acknowledge").GetProperty("count").GetInt32(), total.GetProperty("acknowledge").GetProperty("waiting").GetInt32()));
        JsonElement atStation = answer.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("key").GetString() == "PS01");
        foreach (string stage in new[] { "acknowledge", "feedback", "clear" })
        {
            JsonElement entry = atStation.GetProperty(stage);
            Assert.Equal((1, 0, 1), (entry.GetProperty("count").GetInt32(), entry.GetProperty("waiting").GetInt32(), entry.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetInt32())));
            Assert.True(entry.GetProperty("median").GetDouble() >= 0);
        }

        Assert.Equal("orange", (await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/response-times?by=severity")).GetProperty("items")[0].GetProperty("key").GetString());
        using HttpResponseMessage bad = await alerts.Server.Admin.GetAsync("/api/v1/alerts/response-times?by=colour", Cancel);
        await bad.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_by");
        using HttpResponseMessage backwards = await alerts.Server.Admin.GetAsync("/api/v1/alerts/response-times?from=2026-03-10&to=2026-03-10", Cancel);
        await backwards.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_time");

        // Pages of one alert each show all alerts once.
        JsonElement first = await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts?limit=1");
        JsonElement second = await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts?limit=1&cursor=" + first.GetProperty("next").GetString());
        JsonElement third = await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts?limit=1&cursor=" + second.GetProperty("next").GetString());
        Assert.Equal(firing.Select(alert => alert.GetProperty("id").GetString()).Order(), new[] { first, second }.Select(page => page.GetProperty("items")[0].GetProperty("id").GetString()).Order());
        Assert.Equal((0, JsonValueKind.Null), (third.GetProperty("items").GetArrayLength(), third.GetProperty("next").ValueKind));
        using HttpResponseMessage nonsense = await alerts.Server.Admin.GetAsync("/api/v1/alerts?cursor=nonsense", Cancel);
        await nonsense.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_cursor");
    }

    [Fact]
    public async Task SilencePreview_NamesThePresentAlertsThatItWouldHold()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await alerts.SendAsync("a", 4);
        await alerts.WaitAsync("?state=firing", seen => seen.Length == 2);

        JsonElement one = await PreviewAsync("unit", "PS01");
        Assert.Equal((1, "PS01"), (one.GetProperty("count").GetInt32(), one.GetProperty("alerts")[0].GetProperty("labels").GetProperty("unit").GetString()));
        Assert.Equal(2, (await PreviewAsync("alertname", "many")).GetProperty("count").GetInt32());
        Assert.Equal(0, (await PreviewAsync("severity", "red")).GetProperty("count").GetInt32());

        async Task<JsonElement> PreviewAsync(string name, string value)
        {
            using HttpResponseMessage answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(alerts.Server.Admin, "/api/v1/silences/preview", new { matchers = new[] { new { name, value } } }, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        }
    }
}
