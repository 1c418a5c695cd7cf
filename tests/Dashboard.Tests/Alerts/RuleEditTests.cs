using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>Rules made on pages: over HTTP, in force at once, refused with a reason, and there after a restart.</summary>
public sealed class RuleEditTests(CountyServer county) : IClassFixture<CountyServer>
{
    private const string FileRules = """
        rules:
          - { id: in-file, name: 文件规则, nameEn: Rule of a file, metric: incident, period: today, statistic: value, above: { blue: 100 } }

        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rule_FromBirthToDeath_WithItsAlertsAndVersions()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(FileRules);
        HttpClient admin = alerts.Server.Admin;
        await alerts.SendAsync("a", 3);

        using HttpResponseMessage made = await admin.PostAsync("/api/v1/rules", new { rule = Rule(blue: 2), note = "试行" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(("/api/v1/rules/page-rule", "\"1\""), (made.Headers.Location?.OriginalString, made.Headers.ETag?.Tag));
        JsonElement fired = Assert.Single(await alerts.WaitAsync("?rule=page-rule", list => list is [var one] && one.GetProperty("state").GetString() == "firing"));
        string id = fired.GetProperty("id").GetString()!; // it was found

        // Another threshold: the same alert goes on.
        using HttpResponseMessage changed = await admin.PutAsJsonAsync("/api/v1/rules/page-rule", new { rule = Rule(blue: 1), version = 1, note = "更早知道" }, Cancel);
        JsonElement answer = await JsonOf(changed);
        Assert.Equal((2, "更早知道"), (answer.GetProperty("status").GetProperty("version").GetInt32(), answer.GetProperty("status").GetProperty("note").GetString()));
        Assert.Equal(1, answer.GetProperty("document").GetProperty("above").GetProperty("blue").GetDecimal());
        await Eventually.TrueAsync(
            async () => (await admin.GetJsonAsync("/api/v1/rules/page-rule")).GetProperty("status").GetProperty("firing").GetInt32() == 1, Limit, () => "nothing fires", Cancel);

        JsonElement[] versions = [.. (await admin.GetJsonAsync("/api/v1/rules/page-rule/versions")).GetProperty("items").EnumerateArray()];
        Assert.Equal([2, 1], versions.Select(version => version.GetProperty("version").GetInt32()));
        Assert.Equal(2, versions[1].GetProperty("document").GetProperty("above").GetProperty("blue").GetDecimal());

        // The earlier version is put back by sending its document.
        using HttpResponseMessage back = await admin.PutAsJsonAsync("/api/v1/rules/page-rule", new { rule = versions[1].GetProperty("document"), version = 2 }, Cancel);
        Assert.Equal(3, (await JsonOf(back)).GetProperty("status").GetProperty("version").GetInt32());

        using HttpResponseMessage deleted = await admin.DeleteAsync("/api/v1/rules/page-rule?version=3&note=" + Uri.EscapeDataString("不再需要"), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await alerts.WaitAsync("?rule=page-rule", list => list is [var one] && one.GetProperty("state").GetString() == "resolved");
        JsonElement last = (await admin.GetJsonAsync("/api/v1/alerts/" + id)).GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("rule_gone", "不再需要"), (last.GetProperty("reason").GetString(), last.GetProperty("comment").GetString()));
        using HttpResponseMessage gone = await admin.GetAsync("/api/v1/rules/page-rule", Cancel);
        await gone.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_rule");
        Assert.Equal("deleted", Assert.Single((await admin.GetJsonAsync("/api/v1/rules")).GetProperty("shelved").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Rule_IsThereAfterARestart_AndItsAlertIsTheSame()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(FileRules);
        await alerts.SendAsync("a", 3);
        await MakeAsync(alerts, Rule(blue: 2));
        JsonElement before = Assert.Single(await alerts.WaitAsync("?rule=page-rule", list => list is [var one] && one.GetProperty("state").GetString() == "firing"));
        await alerts.StartAgainAsync(AlertServer.Morning.Plus(NodaTime.Duration.FromMinutes(5)));
        JsonElement after = Assert.Single(await alerts.AlertsAsync("?rule=page-rule"));
        Assert.Equal((before.GetProperty("id").GetString(), "firing"), (after.GetProperty("id").GetString(), after.GetProperty("state").GetString()));
        Assert.Equal("page", (await alerts.Server.Admin.GetJsonAsync("/api/v1/rules/page-rule")).GetProperty("status").GetProperty("origin").GetString());
    }

    [Theory]
    [InlineData("id", "\"有空格 \"")]
    [InlineData("name", "\"\"")]
    [InlineData("nameEn", "[]")]
    [InlineData("metric", "\"nothing\"")]
    [InlineData("unit", "\"999\"")]
    [InlineData("depth", "9")]
    [InlineData("category", "\"arson\"")]
    [InlineData("categoryDepth", "-1")]
    [InlineData("source", "\"casework\"")]
    [InlineData("period", "\"someday\"")]
    [InlineData("statistic", "\"sum\"")]
    [InlineData("compare", "\"yesteryear\"")]
    [InlineData("above", "5")]
    [InlineData("above", "{}")]
    [InlineData("below", "{\"blue\":1}")]
    [InlineData("clear.red", "{\"red\":1}", "clear")]
    [InlineData("above.red", "{\"blue\":2,\"red\":1}", "above")]
    [InlineData("zeroBase", "\"sometimes\"")]
    [InlineData("consecutive", "53")]
    [InlineData("every", "\"PT0S\"")]
    [InlineData("minimumValue", "-1")]
    [InlineData("minimumChange", "5")]
    [InlineData("significance", "2")]
    [InlineData("for", "\"5m\"")]
    [InlineData("keepFiringFor", "\"P1Y\"")]
    [InlineData("noData", "\"maybe\"")]
    [InlineData("noDataFor", "\"-PT1H\"")]
    [InlineData("colour", "\"red\"")]
    public async Task EveryField_IsChecked_AndNamed(string field, string value, string? member = null)
    {
        HttpClient admin = county.Server.Admin;
        Dictionary<string, object> rule = Rule();
        rule[member ?? field] = JsonDocument.Parse(value).RootElement.Clone();
        using HttpResponseMessage refused = await admin.PostAsync("/api/v1/rules", new { rule });
        JsonElement problem = await refused.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_rule");
        Assert.Contains(field, problem.GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetProperty("field").GetString()));

        JsonElement preview = await PreviewAsync(admin, new { rule });
        Assert.Equal(problem.GetProperty("mistakes").ToString(), preview.GetProperty("mistakes").ToString());
        Assert.Empty((await admin.GetJsonAsync("/api/v1/rules")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task OthersChanges_AreNotOverwritten()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(FileRules);
        HttpClient admin = alerts.Server.Admin;
        await MakeAsync(alerts, Rule());
        using HttpResponseMessage again = await admin.PostAsync("/api/v1/rules", new { rule = Rule() });
        await again.AssertProblemAsync(HttpStatusCode.Conflict, "rule_exists");
        using HttpResponseMessage blind = await admin.PutAsJsonAsync("/api/v1/rules/page-rule", new { rule = Rule() }, Cancel);
        await blind.AssertProblemAsync(HttpStatusCode.BadRequest, "missing_version");
        using HttpResponseMessage old = await admin.PutAsJsonAsync("/api/v1/rules/page-rule", new { rule = Rule(), version = 7 }, Cancel);
        Assert.Equal(1, (await old.AssertProblemAsync(HttpStatusCode.Conflict, "version_conflict")).GetProperty("version").GetInt32());
        using HttpRequestMessage tagged = new(HttpMethod.Put, "/api/v1/rules/page-rule") { Content = JsonContent.Create(new { rule = Rule(blue: 9) }) };
        tagged.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        using HttpResponseMessage taken = await admin.SendAsync(tagged, Cancel);
        Assert.Equal("\"2\"", taken.Headers.ETag?.Tag);
        using HttpResponseMessage stale = await admin.DeleteAsync("/api/v1/rules/page-rule?version=1", Cancel);
        await stale.AssertProblemAsync(HttpStatusCode.Conflict, "version_conflict");
        using HttpResponseMessage unknown = await admin.PutAsJsonAsync("/api/v1/rules/none", new { rule = Rule(), version = 1 }, Cancel);
        await unknown.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_rule");
        using HttpResponseMessage wordy = await admin.PutAsJsonAsync("/api/v1/rules/page-rule", new { rule = Rule(), version = 2, note = new string('长', 501) }, Cancel);
        await wordy.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_note");
    }

    [Fact]
    public async Task Files_Win_AndLoseNothing()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(FileRules);
        HttpClient admin = alerts.Server.Admin;
        foreach (HttpResponseMessage refused in new[]
        {
            await admin.PostAsync("/api/v1/rules", new { rule = Rule("in-file") }),
            await admin.PutAsJsonAsync("/api/v1/rules/in-file", new { rule = Rule("in-file"), version = 1 }, Cancel),
            await admin.DeleteAsync("/api/v1/rules/in-file?version=1", Cancel),
        })
        {
            await refused.AssertProblemAsync(HttpStatusCode.Conflict, "rule_in_file");
            refused.Dispose();
        }

        await MakeAsync(alerts, Rule(blue: 5));
        await File.WriteAllTextAsync(alerts.RulesFile, FileRules.Replace("in-file", "page-rule", StringComparison.Ordinal), Cancel);
        JsonElement rule = default;
        await Eventually.TrueAsync(async () => (rule = await admin.GetJsonAsync("/api/v1/rules/page-rule")).GetProperty("status").GetProperty("readOnly").GetBoolean(), Limit, () => rule.ToString(), Cancel);
        Assert.Equal(100, rule.GetProperty("rule").GetProperty("above").GetProperty("blue").GetDecimal());
        Assert.Equal(5, rule.GetProperty("overruled").GetProperty("document").GetProperty("above").GetProperty("blue").GetDecimal());
        Assert.Equal("overruled", Assert.Single((await admin.GetJsonAsync("/api/v1/rules")).GetProperty("shelved").EnumerateArray()).GetProperty("state").GetString());

        await File.WriteAllTextAsync(alerts.RulesFile, FileRules, Cancel);
        await Eventually.TrueAsync(async () => !(rule = await admin.GetJsonAsync("/api/v1/rules/page-rule")).GetProperty("status").GetProperty("readOnly").GetBoolean(), Limit, () => rule.ToString(), Cancel);
        Assert.Equal(5, rule.GetProperty("rule").GetProperty("above").GetProperty("blue").GetDecimal());
    }

    [Fact]
    public async Task Preview_SaysHowItStandsNow_AndTouchesNoAlert()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(FileRules);
        await alerts.SendAsync("a", 3);
        await alerts.SendAsync("b", 1, unit: "PS02");
        HttpClient admin = alerts.Server.Admin;
        JsonElement preview = await PreviewAsync(admin, new { rule = Rule(blue: 2, depth: 1) });
        Assert.Empty(preview.GetProperty("mistakes").EnumerateArray());
        Assert.Equal((3, 2), (preview.GetProperty("instances").GetInt32(), preview.GetProperty("atLevel").GetProperty("blue").GetInt32()));
        Assert.Equal(
            [("331125", 4, "blue"), ("PS01", 3, "blue"), ("PS02", 1, null)],
            preview.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("unit").GetString(), item.GetProperty("value").GetInt32(), item.GetProperty("level").GetString())));
        Assert.Contains("警情", preview.GetProperty("items")[0].GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Empty(await alerts.AlertsAsync());

        JsonElement yaml = await PreviewAsync(admin, new { yaml = "id: page-rule\nname: 页面规则\nmetric: incident\nperiod: today\nstatistic: value\nabove: { blue: 2 }\n" });
        Assert.Equal("page-rule", yaml.GetProperty("document").GetProperty("id").GetString());
        JsonElement wrong = await PreviewAsync(admin, new { yaml = "id: page-rule\nname: 页面规则\nmetric: nothing\nperiod: today\nstatistic: value\nabove: { blue: 2 }\n" });
        Assert.Equal((3, 9), (wrong.GetProperty("mistakes")[0].GetProperty("line").GetInt32(), wrong.GetProperty("mistakes")[0].GetProperty("column").GetInt32()));
        Assert.Single((await PreviewAsync(admin, new { })).GetProperty("mistakes").EnumerateArray());
    }

    [Fact]
    public async Task OnlyTheAdministrator_ChangesRules_AndReadersSeeTheirUnits()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(FileRules);
        await MakeAsync(alerts, Rule());
        HttpClient station = await alerts.Server.ClientWithScopesAsync(Cancel, "read:PS01");
        foreach (HttpResponseMessage refused in new[]
        {
            await station.PostAsync("/api/v1/rules", new { rule = Rule("other") }),
            await station.PutAsJsonAsync("/api/v1/rules/page-rule", new { rule = Rule(), version = 1 }, Cancel),
            await station.DeleteAsync("/api/v1/rules/page-rule?version=1", Cancel),
            await station.PostAsync("/api/v1/rules/preview", new { rule = Rule() }),
        })
        {
            await refused.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
            refused.Dispose();
        }

        foreach (string address in new[] { "/api/v1/rules/page-rule", "/api/v1/rules/page-rule/versions", "/api/v1/rules/in-file" })
        {
            using HttpResponseMessage hidden = await station.GetAsync(address, Cancel);
            await hidden.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_rule");
        }

        Dictionary<string, object> own = Rule("own");
        own["unit"] = "PS01";
        await MakeAsync(alerts, own);
        JsonElement list = await station.GetJsonAsync("/api/v1/rules");
        Assert.Equal("own", Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty(list.GetProperty("shelved").EnumerateArray());
        Assert.Single((await station.GetJsonAsync("/api/v1/rules/own/versions")).GetProperty("items").EnumerateArray());
        Assert.Equal(1, (await PreviewAsync(station, new { rule = own })).GetProperty("instances").GetInt32());
    }

    private static Dictionary<string, object> Rule(string id = "page-rule", decimal blue = 50, int depth = 0) => new(StringComparer.Ordinal)
    {
        ["id"] = id,
        ["name"] = "页面规则",
        ["metric"] = "incident",
        ["depth"] = depth,
        ["period"] = "today",
        ["statistic"] = "value",
        ["above"] = new { blue },
    };

    private static async Task MakeAsync(AlertServer alerts, Dictionary<string, object> rule)
    {
        using HttpResponseMessage made = await alerts.Server.Admin.PostAsync("/api/v1/rules", new { rule });
        await JsonOf(made);
    }

    private static async Task<JsonElement> PreviewAsync(HttpClient client, object question)
    {
        using HttpResponseMessage answer = await client.PostAsync("/api/v1/rules/preview", question);
        return await JsonOf(answer);
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
