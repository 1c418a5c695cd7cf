using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The program is killed between the acknowledged record and its alert, at ever other moments: in the end every alert is what the counts say, and its history is whole.</summary>
public sealed class AlertKillTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alerts_KilledAnywhere_FollowTheCounts_WithoutAGapInTheirHistory()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(
            Path.Combine(config.File("rules"), "some.yaml"),
            "rules:\n  - { id: many, name: 偏多, metric: incident, depth: 1, period: 2019, statistic: value, above: { blue: 3, red: 30 }, every: PT1S }\n",
            Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);

#pragma warning disable RS0030 // Seeded: the same moments at every run.
        Random random = new(20260302);
#pragma warning restore RS0030
        for (int round = 0; round < 10; round++)
        {
            bool isOn = round % 2 == 0;
            await SomeEvents.PostAsync(tongbi.Ingest, string.Join('\n', Enumerable.Range(0, 40).Select(number => SomeEvents.Line(number, revision: round, withdrawn: !isOn))) + "\n", Cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 600)), TimeProvider.System, Cancel);
            await tongbi.KillAsync();
            await tongbi.StartAgainAsync(Cancel);
            await WaitAsync(tongbi, isOn ? 4 : 0);
        }

        JsonElement[] all = await AlertsAsync(tongbi, "");
        Assert.Equal(0, all.Length % 4);
        Assert.InRange(all.Length, 4, 20);
        foreach (string id in all.Select(alert => alert.GetProperty("id").GetString()!))
        {
            JsonElement[] history = [.. (await tongbi.Admin.GetFromJsonAsync<JsonElement>("/api/v1/alerts/" + id, Cancel)).GetProperty("history").EnumerateArray()];
            Assert.Equal(Enumerable.Range(1, history.Length), history.Select(step => step.GetProperty("sequence").GetInt32()));
            Assert.Equal("fired", history[0].GetProperty("kind").GetString());
            Assert.Equal("resolved", history[^1].GetProperty("toState").GetString());
            for (int step = 1; step < history.Length; step++)
            {
                Assert.Equal(history[step - 1].GetProperty("toState").GetString(), history[step].GetProperty("fromState").GetString());
                Assert.Equal(history[step - 1].GetProperty("toSeverity").GetString(), history[step].GetProperty("fromSeverity").GetString());
            }
        }
    }

    private static async Task<JsonElement[]> AlertsAsync(TongbiProcess tongbi, string query) =>
        [.. (await tongbi.Admin.GetFromJsonAsync<JsonElement>("/api/v1/alerts" + query, Cancel)).GetProperty("items").EnumerateArray()];

    private static async Task WaitAsync(TongbiProcess tongbi, int firing)
    {
        int seen = -1;
        await Eventually.TrueAsync(
            async () => (seen = (await AlertsAsync(tongbi, "?state=firing")).Length) == firing,
            Limit,
            () => string.Create(CultureInfo.InvariantCulture, $"{seen} alerts fire, expected {firing}\n{tongbi.Output}"),
            Cancel);
    }
}
