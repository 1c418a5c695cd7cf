using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>Who is on duty, and who stands in, through the API. The office's clock shows 10 March 2026, ten in the morning.</summary>
public sealed class RosterTests
{
    private const string Notify = """
        receivers:
          - { id: li, channels: [ { kind: file, folder: li } ] }
          - { id: wang, channels: [ { kind: file, folder: wang } ] }
          - { id: zhao, channels: [ { kind: file, folder: zhao } ] }
          - { id: duty, roster: { first: 2026-03-10, rotation: [li, wang] } }
        route: { receiver: duty, groupWait: PT0S }
        """;

    private const string Rules = """
        rules:
          - { id: many, name: 今日警情偏多, nameEn: Many incidents today, metric: incident, period: today, statistic: value, above: { orange: 3 } }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StandIn_IsShown_IsTold_AndIsTakenBack()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules, Notify);
        JsonElement before = (await alerts.Server.Admin.GetJsonAsync("/api/v1/rosters")).GetProperty("items")[0];
        Assert.Equal(("duty", "li", 15), (before.GetProperty("id").GetString(), before.GetProperty("onDuty").GetString(), before.GetProperty("shifts").GetArrayLength()));
        JsonElement first = before.GetProperty("shifts")[0];
        Assert.Equal(("2026-03-10", "2026-03-10T08:00:00+08:00", "2026-03-11T08:00:00+08:00", true), (first.GetProperty("day").GetString(), first.GetProperty("from").GetString(), first.GetProperty("to").GetString(), first.GetProperty("current").GetBoolean()));

        using HttpResponseMessage put = await PutAsync(alerts, "2026-03-10", "zhao", "li 培训");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        JsonElement list = await alerts.Server.Admin.GetJsonAsync("/api/v1/rosters?days=2");
        JsonElement now = list.GetProperty("items")[0];
        Assert.Equal(("zhao", "li", "li 培训"), (now.GetProperty("onDuty").GetString(), now.GetProperty("shifts")[0].GetProperty("planned").GetString(), now.GetProperty("shifts")[0].GetProperty("standIn").GetProperty("note").GetString()));
        Assert.Equal(["li", "wang", "zhao"], list.GetProperty("people").EnumerateArray().Select(person => person.GetString()));

        await alerts.SendAsync("a", 4);
        string id = (await alerts.WaitAsync("?state=firing", seen => seen.Length == 1))[0].GetProperty("id").GetString()!;
        await Tongbi.Testing.Eventually.TrueAsync(
            async () => (await alerts.Server.Admin.GetJsonAsync("/api/v1/alerts/" + id)).GetProperty("deliveries").EnumerateArray().Any(message => message.GetProperty("receiver").GetString() == "zhao" && message.GetProperty("state").GetString() == "delivered"),
            TimeSpan.FromSeconds(60),
            () => "zhao was not told",
            Cancel);

        Assert.Equal(HttpStatusCode.NoContent, (await alerts.Server.Admin.DeleteAsync("/api/v1/rosters/duty/stand-ins/2026-03-10", Cancel)).StatusCode);
        Assert.Equal("li", (await alerts.Server.Admin.GetJsonAsync("/api/v1/rosters")).GetProperty("items")[0].GetProperty("onDuty").GetString());
        JsonElement word = (await alerts.Server.Admin.GetJsonAsync("/api/v1/rosters/duty/stand-ins"))[0];
        Assert.Equal(("zhao", true), (word.GetProperty("person").GetString(), word.GetProperty("endedBy").GetString()?.Length > 0));
    }

    [Fact]
    public async Task StandIn_Mistaken_IsRefusedWithTheField()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules, Notify);
        foreach ((string day, string person, string note, HttpStatusCode status, string code) in new[]
        {
            ("2026-03-10", "nobody", "n", HttpStatusCode.BadRequest, "unknown_receiver"),
            ("2026-03-10", "duty", "n", HttpStatusCode.BadRequest, "unknown_receiver"),
            ("2026-03-10", "zhao", " ", HttpStatusCode.BadRequest, "bad_note"),
            ("2026-03-10", "li", "n", HttpStatusCode.Conflict, "planned_already"),
            ("2026-03-09", "zhao", "n", HttpStatusCode.BadRequest, "bad_date"),
            ("2028-03-09", "zhao", "n", HttpStatusCode.BadRequest, "bad_date"),
            ("someday", "zhao", "n", HttpStatusCode.BadRequest, "bad_date"),
        })
        {
            using HttpResponseMessage answer = await PutAsync(alerts, day, person, note);
            await answer.AssertProblemAsync(status, code);
        }

        using HttpResponseMessage unknown = await alerts.Server.Admin.PutAsJsonAsync("/api/v1/rosters/li/stand-ins/2026-03-10", new { standIn = "zhao", note = "n" }, Cancel);
        await unknown.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_roster");
        using HttpResponseMessage nothing = await alerts.Server.Admin.DeleteAsync("/api/v1/rosters/duty/stand-ins/2026-03-10", Cancel);
        await nothing.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_stand_in");
        using HttpResponseMessage tooMany = await alerts.Server.Admin.GetAsync("/api/v1/rosters?days=63", Cancel);
        await tooMany.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_days");
        using HttpResponseMessage ingest = await alerts.Server.Ingest.GetAsync("/api/v1/rosters", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, ingest.StatusCode);
    }

    private static Task<HttpResponseMessage> PutAsync(AlertServer alerts, string day, string person, string note) =>
        alerts.Server.Admin.PutAsJsonAsync($"/api/v1/rosters/duty/stand-ins/{day}", new { standIn = person, note }, Cancel);
}
