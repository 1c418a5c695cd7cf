using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tongbi.Alerts.Backtest;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>What a rule would have raised, hour by hour, is what the statistics say of those hours.</summary>
public sealed class BacktestTests
{
    private const string Rules = """
        rules:
          - { id: many, name: 偏多, nameEn: Many, metric: incident, period: today, statistic: value, above: { blue: 1, red: 4 } }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Episodes_BeginAndEnd_WhereAtSaysSo()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);

        JsonElement answer = await BacktestAsync(alerts, new { rule = "many", from = "2026-03-01", to = "2026-03-06" });
        JsonElement[] episodes = [.. answer.GetProperty("episodes").EnumerateArray()];
        Assert.Equal(2, episodes.Length);
        Assert.Equal(2, answer.GetProperty("fired").GetInt32());
        Assert.Equal(120, answer.GetProperty("evaluations").GetInt64());

        // Two by 09:30 make blue at 10:00, five by 15:30 red at 16:00, and midnight ends it.
        Assert.Equal(("2026-03-02T10:00:00+08:00", "2026-03-03T00:00:00+08:00", "blue", "red"), (Text(episodes[0], "startsAt"), Text(episodes[0], "endsAt"), Text(episodes[0], "severity"), Text(episodes[0], "worst")));
        Assert.Equal(("2026-03-04T21:00:00+08:00", "2026-03-05T00:00:00+08:00"), (Text(episodes[1], "startsAt"), Text(episodes[1], "endsAt")));
        foreach ((string at, int value) in new[] { ("2026-03-02T09:00:00+08:00", 0), ("2026-03-02T10:00:00+08:00", 2), ("2026-03-02T16:00:00+08:00", 5) })
        {
            JsonElement figure = await alerts.Server.Admin.GetJsonAsync($"/api/v1/statistics?metric=incident&period=today&at={Uri.EscapeDataString(at)}");
            Assert.Equal(value, figure.GetProperty("items")[0].GetProperty("value").GetInt32());
        }
    }

    [Theory]
    [InlineData("yesterday", "2026-03-03T00:00:00+08:00", "2026-03-04T00:00:00+08:00")]
    [InlineData("last-7d", "2026-03-03T00:00:00+08:00", null)]
    public async Task PeriodThatHasEnded_ChangesAtMidnightOnly_AsAtSaysSo(string period, string from, string? to)
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);
        object rule = new { id = "try", name = "试", metric = "incident", period, statistic = "value", above = new { blue = 4 } };
        JsonElement answer = await BacktestAsync(alerts, new { rule, from = "2026-03-01", to = "2026-03-06" });
        JsonElement episode = Assert.Single(answer.GetProperty("episodes").EnumerateArray());
        Assert.Equal((from, to), (Text(episode, "startsAt"), episode.GetProperty("endsAt").GetString()));
        Assert.Equal(5, episode.GetProperty("value").GetInt32());
        JsonElement figure = await alerts.Server.Admin.GetJsonAsync($"/api/v1/statistics?metric=incident&period={period}&at={Uri.EscapeDataString("2026-03-03T17:00:00+08:00")}");
        Assert.Equal(5, figure.GetProperty("items")[0].GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task StepBetweenHours_SeesWhatHadHappenedByThen()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);
        JsonElement answer = await BacktestAsync(alerts, new { rule = "many", from = "2026-03-02T09:00:00+08:00", to = "2026-03-02T17:00:00+08:00", step = "PT10M" });
        JsonElement episode = Assert.Single(answer.GetProperty("episodes").EnumerateArray());
        Assert.Equal("2026-03-02T09:30:00+08:00", Text(episode, "startsAt"));
        Assert.Equal(JsonValueKind.Null, episode.GetProperty("endsAt").ValueKind);
    }

    [Fact]
    public async Task RuleWrittenOut_IsTested_AndItsMistakesAreTold()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);
        JsonElement answer = await BacktestAsync(alerts, new
        {
            rule = new { id = "try", name = "试", metric = "incident", unit = "PS02", period = "today", statistic = "change", compare = "previous", above = new { red = 1 } },
            from = "2026-03-01",
            to = "2026-03-06",
        });
        Assert.Equal("PS02", Text(Assert.Single(answer.GetProperty("episodes").EnumerateArray()), "unit"));

        using HttpResponseMessage refused = await PostAsync(alerts, new { rule = new { id = "try", name = "试", metric = "nothing", period = "today", statistic = "value", above = new { red = 1 } }, from = "2026-03-01", to = "2026-03-06" });
        JsonElement problem = await refused.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_rule");
        Assert.Contains("metric 'nothing'", problem.GetProperty("mistakes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "2026-03-01", "2026-03-05", null, "unknown_rule")]
    [InlineData("many", "yesterday", "2026-03-05", null, "bad_time")]
    [InlineData("many", "2026-03-05", "2026-03-05", null, "bad_backtest")]
    [InlineData("many", "2026-03-01", "2026-03-05", "PT1S", "bad_step")]
    [InlineData("many", "2015-01-01", "2026-03-05", "PT1M", "bad_backtest")]
    public async Task BadQuestion_IsAProblem(string rule, string from, string to, string? step, string code)
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        using HttpResponseMessage refused = await PostAsync(alerts, new { rule, from, to, step });
        await refused.AssertProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Verb_TellsTheSameEpisodes_BesideTheServer()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(
            Cancel, "backtest", alerts.RulesFile, "--from", "2026-03-01", "--to", "2026-03-05", "--data", alerts.Server.Data, "--config", Path.GetDirectoryName(Path.GetDirectoryName(alerts.RulesFile))!);
        Assert.True(exitCode == 0, output);
        Assert.Contains("many: would have fired 2 times, 2 of them on fewer than 10", output, StringComparison.Ordinal);
        Assert.Contains("2026-03-02T10:00:00+08:00", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_TellTheProgress_AndEndWithTheSameAnswer()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);
        using HttpResponseMessage answer = await alerts.Server.Admin.SendAsync(Lines(new { rule = "many", from = "2026-03-01", to = "2026-03-06" }), Cancel);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        JsonElement[] lines = [.. (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
        Assert.All(lines[..^1], line => Assert.InRange(line.GetProperty("progress").GetDouble(), 0, 1));
        Assert.Equal((await BacktestAsync(alerts, new { rule = "many", from = "2026-03-01", to = "2026-03-06" })).ToString(), lines[^1].GetProperty("answer").ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CallerWhoGoesAway_EndsTheWork(bool inLines)
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);
        BacktestSlots slots = alerts.Server.Services.GetRequiredService<BacktestSlots>();

        // Half a year by the minute, between the hours: hours of work if nobody stops it.
        object question = new { rule = "many", from = "2025-09-01T00:00:30+08:00", to = "2026-03-06", step = "PT1M" };
        using CancellationTokenSource away = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<HttpResponseMessage> asked = inLines
            ? alerts.Server.Admin.SendAsync(Lines(question), HttpCompletionOption.ResponseContentRead, away.Token)
            : alerts.Server.Admin.PostAsJsonAsync("/api/v1/rules/backtest", question, away.Token);
        await Eventually.TrueAsync(() => Task.FromResult(slots.Taken == 1), TimeSpan.FromSeconds(60), () => "it did not begin", Cancel);
        await away.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Eventually.TrueAsync(() => Task.FromResult(slots.Taken == 0), TimeSpan.FromSeconds(30), () => "it goes on", Cancel);
    }

    [Fact]
    public async Task TooManyAtOnce_AreRefused_AndTheOthersWaitTheirTurn()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await SendHistoryAsync(alerts);
        BacktestSlots slots = alerts.Server.Services.GetRequiredService<BacktestSlots>();
        using CancellationTokenSource away = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        List<IDisposable?> taken = [];
        for (int turn = 0; turn < BacktestSlots.AtOnce; turn++)
        {
            taken.Add(await slots.TakeAsync(Cancel));
        }

        Task<IDisposable?>[] waiting = [.. Enumerable.Range(0, BacktestSlots.MostWaiting).Select(_ => slots.TakeAsync(away.Token))];
        using HttpResponseMessage refused = await PostAsync(alerts, new { rule = "many", from = "2026-03-01", to = "2026-03-06" });
        await refused.AssertProblemAsync(HttpStatusCode.ServiceUnavailable, "busy");
        await away.CancelAsync();
        await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        taken.ForEach(turn => turn?.Dispose());
        Assert.Equal(0, slots.Taken);
        await BacktestAsync(alerts, new { rule = "many", from = "2026-03-01", to = "2026-03-06" });
    }

    private static HttpRequestMessage Lines(object question)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/rules/backtest") { Content = JsonContent.Create(question) };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        return request;
    }

    private static async Task SendHistoryAsync(AlertServer alerts)
    {
        await alerts.SendAsync("first", 1, at: "2026-02-20T09:30:00+08:00");
        await alerts.SendAsync("a", 2, at: "2026-03-02T09:30:00+08:00");
        await alerts.SendAsync("b", 3, at: "2026-03-02T15:30:00+08:00");
        await alerts.SendAsync("c", 2, unit: "PS02", at: "2026-03-04T20:30:00+08:00");
    }

    private static Task<HttpResponseMessage> PostAsync(AlertServer alerts, object question) => alerts.Server.Admin.PostAsJsonAsync("/api/v1/rules/backtest", question, Cancel);

    private static async Task<JsonElement> BacktestAsync(AlertServer alerts, object question)
    {
        using HttpResponseMessage answer = await PostAsync(alerts, question);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
