using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>A real Prometheus scrapes the real program with the shipped configuration: every panel of the server's dashboard has data, and the shipped alert rules work.</summary>
public sealed class PrometheusTests
{
    private static readonly string Shipped = Path.Combine(RepositoryPaths.Root, "grafana", "prometheus");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_ShippedConfiguration_FillsEveryPanelOfTheServersDashboard()
    {
        Assert.SkipUnless(PrometheusServer.WhyNot is null, PrometheusServer.WhyNot ?? "");
        using TemporaryFolder data = new(), config = new(), watch = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(Path.Combine(config.File("rules"), "some.yaml"), "rules:\n  - { id: many, name: 偏多, metric: incident, period: 2019, statistic: value, above: { blue: 3 } }\n", Cancel);
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: tsdb, kind: influxdb1, url: \"http://127.0.0.1:{LoopbackPorts.Free()}\", database: tongbi }} ]", Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 50)), Cancel);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(await ConfigureAsync(watch, tongbi.Url, tongbi.FirstRun.GetProperty("adminKey").GetString()!), Cancel); // not null: the first run wrote it
        await Eventually.TrueAsync(async () => (await prometheus.QueryAsync("sum(rate(tongbi_source_accepted_total[5m])) > -1", Cancel)).Length > 0, TimeSpan.FromMinutes(2), () => "nothing was scraped twice", Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(50, 50)) + "{\"source\":\"dispatch110\",\"id\":\"1\",\"unit\":\"nowhere\",\"occurredAt\":\"2019-01-05T09:50:00+08:00\"}\n", Cancel);
        await Eventually.TrueAsync(async () => (await prometheus.QueryAsync("sum(rate(tongbi_source_rejected_total[5m])) > 0", Cancel)).Length > 0, TimeSpan.FromMinutes(2), () => "the refused record was not seen", Cancel);

        JsonElement dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "grafana", "dashboards", "server.json"), Cancel)).RootElement;
        foreach (string query in dashboard.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!)) // not null: targets have expressions
        {
            JsonElement[] result = await prometheus.QueryAsync(query, Cancel);
            Assert.True(result.Length > 0 || query.Contains("== 1", StringComparison.Ordinal), $"nothing for {query}");
        }

        Assert.Equal("1", await ValueAsync("min(tongbi_ready)"));
        Assert.Equal("100", await ValueAsync("sum(tongbi_source_accepted_total)"));
        Assert.Equal("1", await ValueAsync("sum(tongbi_alerts{state=\"firing\",severity=\"blue\"})"));
        Assert.Equal("1", await ValueAsync("tongbi_publish_failing{target=\"tsdb\"}"));
        JsonElement rules = await prometheus.GetAsync("/api/v1/rules", Cancel);
        JsonElement[] loaded = [.. rules.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray())];
        Assert.True(loaded.Length > 8, rules.ToString());
        Assert.All(loaded, rule => Assert.Equal("ok", rule.GetProperty("health").GetString()));

        async Task<string?> ValueAsync(string query) => Assert.Single(await prometheus.QueryAsync(query, Cancel)).GetProperty("value")[1].GetString();
    }

    [Fact]
    public async Task AlertRules_AskOnlyForWhatTheProgramTells()
    {
        // A message that cannot be delivered and a target that cannot be reached, so that there is something to tell of both.
        using TemporaryFolder data = new(), config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(Path.Combine(config.File("rules"), "some.yaml"), "rules:\n  - { id: many, name: 偏多, metric: incident, period: 2019, statistic: value, above: { red: 3 } }\n", Cancel);
        await File.WriteAllTextAsync(config.File("notify.yaml"), $"receivers: [ {{ id: duty, channels: [ {{ kind: webhook, url: \"http://127.0.0.1:{LoopbackPorts.Free()}/\" }} ] }} ]\nroute: {{ receiver: duty, groupWait: PT0S }}\n", Cancel);
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: tsdb, kind: influxdb1, url: \"http://127.0.0.1:{LoopbackPorts.Free()}\", database: tongbi }} ]", Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 5)), Cancel);
        string metrics = "";
        await Eventually.TrueAsync(
            async () => (metrics = await tongbi.Admin.GetStringAsync("/metrics", Cancel)).Contains("# TYPE tongbi_outbox_oldest_seconds ", StringComparison.Ordinal), TimeSpan.FromMinutes(2), () => metrics, Cancel);
        string[] names = [.. Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Shipped, "alerts.yaml"), Cancel), "\\b(tongbi|http)_[a-z_]+\\b(?!=)").Select(match => match.Value).Distinct()];
        Assert.True(names.Length > 8, string.Join(' ', names));
        Assert.All(names, name => Assert.Contains("# TYPE " + name.Replace("_count", "", StringComparison.Ordinal) + " ", metrics, StringComparison.Ordinal));

        // The route and status by which the rule of overload chooses.
        Assert.Matches("http_server_request_duration_seconds_count\\{[^}]*http_response_status_code=\"200\"[^}]*http_route=\"/?api/v1/events\"", metrics);
    }

    [Fact]
    public async Task AlertRules_AndScrapeExample_PassPromtool_AndFireWhenTheyMust()
    {
        Assert.SkipUnless(PrometheusServer.WhyNot is null, PrometheusServer.WhyNot ?? "");
        using TemporaryFolder watch = new();
        string config = await ConfigureAsync(watch, new Uri("http://127.0.0.1:5080"), "key");
        (int code, string output) = await PrometheusServer.ToolAsync(watch.Path, Cancel, "check", "config", config);
        Assert.True(code == 0, output);
        File.Copy(Path.Combine(RepositoryPaths.Root, "tests", "Acceptance.Tests", "Config", "prometheus", "alerts-test.yaml"), watch.File("alerts-test.yaml"));
        (code, output) = await PrometheusServer.ToolAsync(watch.Path, Cancel, "test", "rules", "alerts-test.yaml");
        Assert.True(code == 0, output);
    }

    /// <summary>The shipped files, with this address and key, looking every second.</summary>
    private static async Task<string> ConfigureAsync(TemporaryFolder folder, Uri tongbi, string key)
    {
        await File.WriteAllTextAsync(folder.File("tongbi.key"), key, Cancel);
        File.Copy(Path.Combine(Shipped, "alerts.yaml"), folder.File("alerts.yaml"));
        string text = await File.ReadAllTextAsync(Path.Combine(Shipped, "prometheus.yaml"), Cancel);
        await File.WriteAllTextAsync(
            folder.File("prometheus.yaml"),
            Replaced(Replaced(Replaced(text, "/etc/prometheus/tongbi.key", folder.File("tongbi.key")), "127.0.0.1:5080", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{tongbi.Port}")), "15s", "1s"),
            Cancel);
        return folder.File("prometheus.yaml");

        static string Replaced(string text, string old, string now)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            return text.Replace(old, now, StringComparison.Ordinal);
        }
    }
}
