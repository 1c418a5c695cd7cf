using System.Globalization;
using System.Text;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Benchmarks.Alerts;

/// <summary>
/// Prometheus judging as many rule instances: one group for each of our rules, whose expression compares the count of every unit with last year's. It gets both
/// ready-made from one page that it scrapes, so what ours spends on counting and on finding the same period a year ago is not in its figure.
/// </summary>
internal static class PrometheusRules
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(40);

    public static async Task MeasureAsync(int rules, int units, CancellationToken cancellationToken)
    {
        if (PrometheusServer.WhyNot is { } why)
        {
            Console.WriteLine("  no comparison: " + why);
            return;
        }

        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.Path);
        string page = Page(rules, units);
        await using ScriptedHttpServer exporter = new(_ => new(200, page));
        await File.WriteAllTextAsync(folder.File("rules.yml"), Groups(rules), cancellationToken);
        await File.WriteAllTextAsync(
            folder.File("prometheus.yml"),
            $$"""
            global: { scrape_interval: 10s, scrape_timeout: 10s, evaluation_interval: 10s }
            rule_files: [rules.yml]
            scrape_configs: [ { job_name: counts, static_configs: [ { targets: ["{{exporter.Address.Authority}}"] } ] } ]
            """,
            cancellationToken);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(folder.File("prometheus.yml"), cancellationToken);
        await Task.Delay(Warm, TimeProvider.System, cancellationToken);
        JsonElement[] groups = [.. (await prometheus.GetAsync("/api/v1/rules?type=alert", cancellationToken)).GetProperty("groups").EnumerateArray()];
        double total = groups.Sum(group => group.GetProperty("evaluationTime").GetDouble());
        JsonElement[] judged = await prometheus.QueryAsync("count(cases)", cancellationToken);
        JsonElement[] firing = await prometheus.QueryAsync("count(ALERTS)", cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  Prometheus: {Number(judged)} rule instances in {groups.Length} groups, {Number(firing)} of them alerts: {total:F2} s of evaluation in the last round"));
    }

    private static string Number(JsonElement[] result) => result is [var one] ? one.GetProperty("value")[1].GetString() ?? "?" : "0";

    private static string Groups(int rules)
    {
        StringBuilder text = new("groups:\n");
        for (int rule = 0; rule < rules; rule++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: g{rule}\n    rules: [ {{ alert: r{rule}, expr: '(cases{{rule=\"r{rule}\"}} - last_year{{rule=\"r{rule}\"}}) / last_year{{rule=\"r{rule}\"}} > 0.1' }} ]\n");
        }

        return text.ToString();
    }

    private static string Page(int rules, int units)
    {
        StringBuilder text = new();
        foreach (string metric in new[] { "cases", "last_year" })
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {metric} gauge\n");
            for (int rule = 0; rule < rules; rule++)
            {
                for (int unit = 0; unit < units; unit++)
                {
                    // One unit in ten is above its threshold.
                    int value = metric == "cases" && unit % 10 == 0 ? 120 : 100;
                    text.Append(CultureInfo.InvariantCulture, $"{metric}{{rule=\"r{rule}\",unit=\"U{unit}\"}} {value}\n");
                }
            }
        }

        return text.ToString();
    }
}
