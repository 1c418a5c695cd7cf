using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>From a record to a message at somebody's door, through the real server.</summary>
public sealed class DeliveryTests
{
    private const string Rules = """
        rules:
          - { id: many, name: 今日警情偏多, nameEn: Many incidents today, metric: incident, period: today, statistic: value, above: { orange: 3 } }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alert_IsToldOverTheWebhook_AcknowledgedByTheLink_AndOnRecord()
    {
        await using ScriptedHttpServer hook = new(_ => new(200, ""));
        await using AlertServer alerts = await AlertServer.StartAsync(Rules, $$"""
            publicUrl: "http://tongbi.example"
            receivers: [ { id: leaders, channels: [ { kind: webhook, url: "{{hook.Address}}hook" }, { kind: file, folder: outbox } ] } ]
            route: { receiver: leaders, groupWait: PT0S }
            """);
        await alerts.SendAsync("a", 4);
        JsonElement alert = (await alerts.WaitAsync("?state=firing", seen => seen.Length == 1))[0];
        string id = alert.GetProperty("id").GetString()!;
        await Eventually.TrueAsync(() => Task.FromResult(hook.Requests.Count > 0), TimeSpan.FromSeconds(60), () => "no message came", Cancel);
        JsonElement payload = hook.Requests.First().Json;
        Assert.Equal(("many", "orange", "4"), (
            payload.GetProperty("alerts")[0].GetProperty("labels").GetProperty("alertname").GetString(),
            payload.GetProperty("alerts")[0].GetProperty("labels").GetProperty("severity").GetString(),
            payload.GetProperty("alerts")[0].GetProperty("annotations").GetProperty("value").GetString()));

        JsonElement whole = default;
        await Eventually.TrueAsync(
            async () => (whole = await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/" + id)).GetProperty("deliveries").EnumerateArray().All(message => message.GetProperty("state").GetString() == "delivered"),
            TimeSpan.FromSeconds(60),
            () => whole.ToString(),
            Cancel);
        Assert.Equal(["file", "webhook"], whole.GetProperty("deliveries").EnumerateArray().Select(message => message.GetProperty("kind").GetString()).Order());

        // The link in the text: opening it does nothing, its button acknowledges, and it works once.
        string text = await File.ReadAllTextAsync(Directory.GetFiles(alerts.InData("outbox"), "*.txt").Single(), Cancel);
        string link = Regex.Match(text, "签收:http://tongbi.example(/acknowledge\\?t=\\S+)").Groups[1].Value;
        HttpClient anybody = alerts.Server.Anonymous;
        string page = await anybody.GetStringAsync(link, Cancel);
        Assert.Contains("<button type=\"submit\">签收 · Acknowledge</button>", page, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/" + id)).GetProperty("acknowledgedBy").ValueKind);
        string token = link.Split("t=")[1];
        Assert.Equal(HttpStatusCode.OK, (await PressAsync(anybody, token)).StatusCode);
        Assert.Equal("link:leaders", (await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/" + id)).GetProperty("acknowledgedBy").GetString());
        Assert.Equal(HttpStatusCode.Gone, (await PressAsync(anybody, token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PressAsync(anybody, token[..^2] + "AA")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync("/acknowledge", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Silence_InAlertmanagersForm_KeepsAlertsFromBeingTold()
    {
        await using ScriptedHttpServer hook = new(_ => new(200, ""));
        await using AlertServer alerts = await AlertServer.StartAsync(Rules, $$"""
            receivers: [ { id: leaders, channels: [ { kind: webhook, url: "{{hook.Address}}hook" } ] } ]
            route: { receiver: leaders, groupWait: PT0S, groupInterval: PT1S }
            """);
        using HttpResponseMessage made = await alerts.Server.Admin.PostAsJsonAsync("/api/v1/silences", Silence("alertname", "man.*"), Cancel);
        string id = JsonDocument.Parse(await made.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("silenceID").GetString()!;
        JsonElement listed = (await alerts.Server.Admin.GetJsonAsync("/api/v1/silences"))[0];
        Assert.Equal(("active", "drill", "man.*"), (listed.GetProperty("status").GetProperty("state").GetString(), listed.GetProperty("comment").GetString(), listed.GetProperty("matchers")[0].GetProperty("value").GetString()));

        await alerts.SendAsync("a", 4);
        await alerts.WaitAsync("?state=firing", seen => seen.Length == 1);
        Assert.Empty(hook.Requests);
        Assert.Equal(HttpStatusCode.NoContent, (await alerts.Server.Admin.DeleteAsync("/api/v1/silences/" + id, Cancel)).StatusCode);
        await Eventually.TrueAsync(() => Task.FromResult(hook.Requests.Count > 0), TimeSpan.FromSeconds(60), () => "no message came", Cancel);

        Assert.Equal("expired", (await alerts.Server.Admin.GetJsonAsync("/api/v1/silences"))[0].GetProperty("status").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await alerts.Server.Admin.DeleteAsync("/api/v1/silences/none", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("alertname", ".*", "drill")]
    [InlineData("colour", "red", "drill")]
    [InlineData("alertname", "(a", "drill")]
    [InlineData("alertname", "many", "")]
    public async Task Silence_OfEverythingOrWithoutAReason_IsRefused(string label, string value, string comment)
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);

        using HttpResponseMessage answer = await alerts.Server.Admin.PostAsJsonAsync("/api/v1/silences", Silence(label, value, comment), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static object Silence(string label, string value, string comment = "drill") => new
    {
        matchers = new[] { new { name = label, value, isRegex = true } },
        startsAt = "2026-03-10T09:00:00+08:00",
        endsAt = "2026-03-10T23:00:00+08:00",
        comment,
        createdBy = "somebody",
    };

    private static async Task<HttpResponseMessage> PressAsync(HttpClient anybody, string token)
    {
        using FormUrlEncodedContent form = new([new("t", token), new("comment", "on my way")]);
        return await anybody.PostAsync("/acknowledge", form, Cancel);
    }
}
