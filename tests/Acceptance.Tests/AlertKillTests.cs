using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>
/// The program is killed between the acknowledged record, its alert and the message about it, at ever other moments: every alert is what the
/// counts say, its history is whole, and everybody is told of every beginning and end, once where the far end honours the key, else with 可能重复.
/// <c>TONGBI_KILLS</c> sets how many times; 200 take about a quarter of an hour.
/// </summary>
public sealed partial class AlertKillTests
{
    private const int UsualKills = 25;
    private const string Firing = "firing";
    private const string Resolved = "resolved";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alerts_KilledAnywhere_FollowTheCounts_AndEverybodyIsToldOfEach()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        await using ScriptedHttpServer hook = new(_ => new(200, ""));
        await using ScriptedHttpServer robot = new(_ => new(200, """{"code":0,"msg":"success"}"""));
        await ConfigureAsync(config, hook, robot);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        int kills = int.TryParse(Environment.GetEnvironmentVariable("TONGBI_KILLS"), CultureInfo.InvariantCulture, out int wanted) ? wanted : UsualKills;

#pragma warning disable RS0030 // Seeded: the same moments at every run.
        Random random = new(20260302);
#pragma warning restore RS0030
        for (int round = 0; round < kills; round++)
        {
            bool isOn = round % 2 == 0;
            await SomeEvents.PostAsync(tongbi.Ingest, string.Join('\n', Enumerable.Range(0, 40).Select(number => SomeEvents.Line(number, revision: round, withdrawn: !isOn))) + "\n", Cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1_500)), TimeProvider.System, Cancel);
            await tongbi.KillAsync();
            await tongbi.StartAgainAsync(Cancel);
            string[] open = await WaitAsync(tongbi, isOn ? 4 : 0);

            // Of each that fires its beginning is told, of each that was told its end.
            await ToldAsync(hook, robot, tongbi, seen => isOn ? open.All(id => seen.Contains((id, Firing))) : seen.All(told => seen.Contains((told.Alert, Resolved))));
        }

        await CheckHistoriesAsync(tongbi);
        await CheckRecordAsync(tongbi, hook, robot);
    }

    private static async Task ConfigureAsync(TemporaryFolder config, ScriptedHttpServer hook, ScriptedHttpServer robot)
    {
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(
            Path.Combine(config.File("rules"), "some.yaml"),
            "rules:\n  - { id: many, name: 偏多, metric: incident, depth: 1, period: 2019, statistic: value, above: { red: 3 }, every: PT1S }\n",
            Cancel);

        // One alert in one message: what a message tells is one beginning or one end.
        await File.WriteAllTextAsync(
            config.File("notify.yaml"),
            $$"""
            publicUrl: "http://tongbi.example"
            receivers: [ { id: leaders, perHour: 10000, channels: [ { kind: webhook, url: "{{hook.Address}}hook" }, { kind: feishu, url: "{{robot.Address}}robot" } ] } ]
            route: { receiver: leaders, groupBy: [rule, unit], groupWait: PT0S, groupInterval: PT1S, repeatInterval: P30D }
            """,
            Cancel);
    }

    private static async Task CheckHistoriesAsync(TongbiProcess tongbi)
    {
        JsonElement[] all = await AlertsAsync(tongbi, "?limit=10000");
        Assert.NotEmpty(all);
        Assert.Equal(0, all.Length % 4);
        foreach (string id in all.Select(alert => alert.GetProperty("id").GetString()!)) // not null: every alert has an id
        {
            JsonElement[] history = [.. (await tongbi.Admin.GetFromJsonAsync<JsonElement>("/api/v1/alerts/" + id, Cancel)).GetProperty("history").EnumerateArray()];
            Assert.Equal(Enumerable.Range(1, history.Length), history.Select(step => step.GetProperty("sequence").GetInt32()));
            Assert.Equal("fired", history[0].GetProperty("kind").GetString());
            for (int step = 1; step < history.Length; step++)
            {
                Assert.Equal(history[step - 1].GetProperty("toState").GetString(), history[step].GetProperty("fromState").GetString());
                Assert.Equal(history[step - 1].GetProperty("toSeverity").GetString(), history[step].GetProperty("fromSeverity").GetString());
            }
        }
    }

    private static async Task CheckRecordAsync(TongbiProcess tongbi, ScriptedHttpServer hook, ScriptedHttpServer robot)
    {
        // A far end that honours the key has heard each beginning and each end under one key only.
        Assert.All(
            hook.Requests.GroupBy(Told),
            told => Assert.Single(told.Select(request => request.Headers["Idempotency-Key"]).Distinct()));

        // One that does not is warned: only the first of several may go without the words.
        (string, string)[] robotTold = [.. robot.Requests.Select(ToldByRobot)];
        Assert.All(
            robot.Requests.GroupBy(ToldByRobot),
            told => Assert.All(told.Skip(1), request => Assert.Contains("可能重复", request.Text, StringComparison.Ordinal)));
        Assert.Equal(hook.Requests.Select(Told).ToHashSet(), robotTold.ToHashSet());

        JsonElement[] record = [];
        await Eventually.TrueAsync(
            async () => (record = await RecordAsync(tongbi)).All(message => message.GetProperty("state").GetString() == "delivered"),
            Limit,
            () => string.Join('\n', record.Where(message => message.GetProperty("state").GetString() != "delivered")),
            Cancel);
        Assert.Equal(
            hook.Requests.Select(request => request.Headers["Idempotency-Key"]).ToHashSet(),
            record.Where(message => message.GetProperty("kind").GetString() == "webhook").Select(message => message.GetProperty("idempotencyKey").GetString()!).ToHashSet()); // not null: every message has a key
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{record.Length} messages, {hook.Requests.Count + robot.Requests.Count} deliveries, {robot.Requests.Count(request => request.Text.Contains("可能重复", StringComparison.Ordinal))} of them with 可能重复"));
    }

    private static async Task<JsonElement[]> RecordAsync(TongbiProcess tongbi)
    {
        List<JsonElement> all = [];
        string? next = "";
        while (next is not null)
        {
            JsonElement page = await tongbi.Admin.GetFromJsonAsync<JsonElement>("/api/v1/deliveries?limit=1000" + (next.Length > 0 ? "&cursor=" + next : ""), Cancel);
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        return [.. all];
    }

    private static async Task<JsonElement[]> AlertsAsync(TongbiProcess tongbi, string query) =>
        [.. (await tongbi.Admin.GetFromJsonAsync<JsonElement>("/api/v1/alerts" + query, Cancel)).GetProperty("items").EnumerateArray()];

    private static async Task<string[]> WaitAsync(TongbiProcess tongbi, int firing)
    {
        JsonElement[] seen = [];
        await Eventually.TrueAsync(
            async () => (seen = await AlertsAsync(tongbi, "?state=firing")).Length == firing,
            Limit,
            () => string.Create(CultureInfo.InvariantCulture, $"{seen.Length} alerts fire, expected {firing}\n{tongbi.Output}"),
            Cancel);
        return [.. seen.Select(alert => alert.GetProperty("id").GetString()!)]; // not null: every alert has an id
    }

    private static Task ToldAsync(ScriptedHttpServer hook, ScriptedHttpServer robot, TongbiProcess tongbi, Func<HashSet<(string Alert, string State)>, bool> isAll) => Eventually.TrueAsync(
        () => Task.FromResult(isAll([.. hook.Requests.Select(Told)]) && isAll([.. robot.Requests.Select(ToldByRobot)])),
        Limit,
        () => $"told: {string.Join(", ", hook.Requests.Select(Told))}; the robot: {string.Join(", ", robot.Requests.Select(ToldByRobot))}\n{tongbi.Output}",
        Cancel);

    private static (string Alert, string State) Told(ScriptedRequest request)
    {
        JsonElement alert = request.Json.GetProperty("alerts")[0];
        return (alert.GetProperty("fingerprint").GetString()!, alert.GetProperty("status").GetString()!); // not null: the payload has both
    }

    private static (string Alert, string State) ToldByRobot(ScriptedRequest request) =>
        (AlertLink().Match(request.Text).Groups[1].Value, request.Text.Contains("已恢复", StringComparison.Ordinal) ? Resolved : Firing);

    [GeneratedRegex("/alerts/(\\d+)")]
    private static partial Regex AlertLink();
}
