using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>Every query of the shipped dashboards runs on a real InfluxDB that the program publishes to, and says what the program says.</summary>
public sealed class GrafanaTests
{
    private static readonly string Dashboards = Path.Combine(RepositoryPaths.Root, "grafana", "dashboards");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboards_EveryPanel_SaysWhatTheProgramSays()
    {
        Assert.SkipUnless(InfluxServer.IsInstalled, "InfluxDB (Debian package influxdb) is not installed.");
        await using InfluxServer influx = await InfluxServer.StartAsync(Cancel);
        using TemporaryFolder data = new(), config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: tsdb, kind: influxdb1, url: \"{influx.Url}\", database: tongbi }} ]", Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 3_000), year: 2018), Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 4_000), year: 2019), Cancel);
        await PublishingTests.CaughtUpAsync(tongbi, "tsdb");

        Dictionary<string, JsonElement> answers = [];
        string metrics = await tongbi.Admin.GetStringAsync("/metrics", Cancel);
        foreach (string file in Directory.EnumerateFiles(Dashboards, "*.json"))
        {
            JsonElement dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancel)).RootElement;
            if (Path.GetFileName(file) == "server.json")
            {
                AssertMeasured(dashboard, metrics);
                continue;
            }

            foreach (JsonElement variable in dashboard.GetProperty("templating").GetProperty("list").EnumerateArray())
            {
                JsonElement values = await influx.QueryAsync(variable.GetProperty("query").GetString()!, "tongbi", Cancel); // not null: variables have queries
                Assert.True(values.TryGetProperty("series", out JsonElement choices), $"{Path.GetFileName(file)}: nothing for {variable}; {tongbi.Output}");
                Assert.Contains(variable.GetProperty("current").GetProperty("value").GetString(), choices[0].GetProperty("values").EnumerateArray().Select(row => row[1].GetString()));
            }

            foreach (JsonElement target in dashboard.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => target)))
            {
                string query = target.GetProperty("query").GetString()!; // not null: targets have queries
                JsonElement answer = await influx.QueryAsync(Filled(query), "tongbi", Cancel);
                Assert.True(answer.TryGetProperty("series", out JsonElement series), $"{Path.GetFileName(file)}: nothing for {query}");
                answers[$"{Path.GetFileName(file)} {target.GetProperty("refId").GetString()} {query}"] = series.Clone();
            }

            foreach (JsonElement annotation in dashboard.GetProperty("annotations").GetProperty("list").EnumerateArray())
            {
                await influx.QueryAsync(Filled(annotation.GetProperty("target").GetProperty("query").GetString()!), "tongbi", Cancel); // not null: as above
            }
        }

        // The span of the queries: 1 to 10 January 2019.
        JsonElement[] today = await SomeEvents.StatisticsAsync(tongbi.Admin, "metric=incident&period=2019-01-10&compare=year,previous", Cancel);
        Assert.Equal(today[0].GetProperty("value").GetDecimal(), Last("overview.json A SELECT last(\"value\")"));
        Assert.Equal(today[0].GetProperty("comparisons").GetProperty("year").GetProperty("rate").GetDecimal(), Last("overview.json A SELECT last(\"year_rate\")"));
        Assert.Equal(today[0].GetProperty("comparisons").GetProperty("previous").GetProperty("rate").GetDecimal(), Last("overview.json A SELECT last(\"previous_rate\")"));
        Assert.Equal(await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-01-01/2019-01-11", Cancel), (long)Last("overview.json A SELECT sum(\"value\") FROM \"count_day\""));
        Assert.Equal(await CurveAsync(tongbi, "2019-01-01", "day"), Values("overview.json A SELECT \"value\""));
        Assert.Equal(await CurveAsync(tongbi, "2018-01-01", "day"), Values("overview.json B SELECT \"year_base\""));
        Assert.Equal((await CurveAsync(tongbi, "2019-01-01", "hour")).Sum(), Values("overview.json A SELECT sum(\"value\") FROM \"count_hour\"").Sum());
        await CompareGroupsAsync("units.json A SELECT sum", "unit", unit => $"metric=incident&unit={unit}");
        await CompareGroupsAsync("categories.json A SELECT sum", "category", category => $"metric=incident&category={(category == "all" ? "" : category)}");
        await CompareGroupsAsync("sources.json A SELECT sum", "source", source => $"metric=incident&source={source}", "incident");

        JsonElement Series(string panel) => answers.Single(answer => answer.Key.StartsWith(panel, StringComparison.Ordinal)).Value;
        decimal Last(string panel) => Series(panel)[0].GetProperty("values")[0][1].GetDecimal();
        decimal[] Values(string panel) => [.. Series(panel)[0].GetProperty("values").EnumerateArray().Select(row => row[1].GetDecimal())];

        async Task CompareGroupsAsync(string panel, string tag, Func<string, string> question, string? metric = null)
        {
            int compared = 0;
            foreach (JsonElement group in Series(panel).EnumerateArray().Where(group => metric is null || group.GetProperty("tags").GetProperty("metric").GetString() == metric))
            {
                string query = question(group.GetProperty("tags").GetProperty(tag).GetString()!) + "&period=2019-01-01/2019-01-11"; // not null: grouped by it
                Assert.Equal(await SomeEvents.CountAsync(tongbi.Admin, query, Cancel), group.GetProperty("values")[0][1].GetInt64());
                compared++;
            }

            Assert.True(compared > 0, panel);
        }
    }

    [Fact]
    public async Task Annotations_Alerts_AreTheTransitionsOfTheProgramAlsoAfterAnOutage()
    {
        Assert.SkipUnless(InfluxServer.IsInstalled, "InfluxDB (Debian package influxdb) is not installed.");
        await using InfluxServer influx = await InfluxServer.StartAsync(Cancel);
        using TemporaryFolder data = new(), config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(
            Path.Combine(config.File("rules"), "some.yaml"),
            "rules:\n  - { id: many, name: \"偏多, \\\"多\\\"\", metric: incident, depth: 1, period: 2019, statistic: value, above: { blue: 3, red: 30 }, every: PT1S }\n",
            Cancel);
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: tsdb, kind: influxdb1, url: \"{influx.Url}\", database: tongbi, alerts: true }} ]", Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);

        // Blue while all is up; red while the store is down, and resolved after we were killed over that.
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 15)), Cancel);
        await WaitForAsync(tongbi, "firing", 4);
        await AlertsThereAsync(tongbi);
        await influx.KillAsync();
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(15, 30)), Cancel);
        await WaitForAsync(tongbi, "firing&severity=red", 1);
        await tongbi.KillAsync();
        await tongbi.StartAgainAsync(Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, string.Join('\n', Enumerable.Range(0, 45).Select(number => SomeEvents.Line(number, revision: 1, withdrawn: true))) + "\n", Cancel);
        await WaitForAsync(tongbi, "resolved", 4);
        await influx.StartAgainAsync(Cancel);
        await AlertsThereAsync(tongbi);

        JsonElement dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Dashboards, "overview.json"), Cancel)).RootElement;
        string query = dashboard.GetProperty("annotations").GetProperty("list").EnumerateArray().Select(list => list.GetProperty("target").GetProperty("query").GetString()!).Single(text => text.Contains("FROM \"alert\"", StringComparison.Ordinal)); // not null: annotations have queries
        foreach (string unit in (string[])["331125", "PS01", "PS02", "PS03"])
        {
            JsonElement answer = await influx.QueryAsync(query.Replace("$unit", unit, StringComparison.Ordinal).Replace("$timeFilter", "time > 0", StringComparison.Ordinal), "tongbi", Cancel);
            string[] columns = [.. answer.GetProperty("series")[0].GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)]; // not null: columns have names
            string[] stored = [.. answer.GetProperty("series")[0].GetProperty("values").EnumerateArray().Select(row => string.Join('|', new[] { "severity", "state", "summary" }.Select(column => row[Array.IndexOf(columns, column)].GetString()).Prepend(row[0].GetRawText())))];
            List<string> told = [];
            foreach (JsonElement alert in (await GetAsync(tongbi, "/api/v1/alerts?unit=" + unit)).GetProperty("items").EnumerateArray().Where(alert => alert.GetProperty("labels").GetProperty("unit").GetString() == unit))
            {
                told.AddRange((await GetAsync(tongbi, "/api/v1/alerts/" + alert.GetProperty("id").GetString())).GetProperty("history").EnumerateArray()
                    .Where(step => step.GetProperty("kind").GetString() is "fired" or "raised" or "resolved")
                    .Select(step => string.Join('|', DateTimeOffset.Parse(step.GetProperty("at").GetString()!, CultureInfo.InvariantCulture).ToUnixTimeSeconds(), step.GetProperty("toSeverity").GetString(), step.GetProperty("toState").GetString(), step.GetProperty("summary").GetString()))); // not null: a step has a time
            }

            Assert.True(told.Count >= 2, unit);
            Assert.Equal(told.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        }

        static async Task<JsonElement> GetAsync(TongbiProcess tongbi, string path) => JsonDocument.Parse(await tongbi.Admin.GetStringAsync(path, Cancel)).RootElement;

        static Task WaitForAsync(TongbiProcess tongbi, string state, int atLeast) => Eventually.TrueAsync(
            async () => (await GetAsync(tongbi, "/api/v1/alerts?state=" + state)).GetProperty("items").GetArrayLength() >= atLeast, TimeSpan.FromMinutes(2), () => "no " + state, Cancel);

        static Task AlertsThereAsync(TongbiProcess tongbi)
        {
            JsonElement found = default;
            return Eventually.TrueAsync(
                async () =>
                {
                    found = (await GetAsync(tongbi, "/api/v1/publishing")).GetProperty("items")[0].GetProperty("alerts");
                    return found.GetProperty("lag").GetInt64() == 0 && found.GetProperty("cursor").GetInt64() > 0;
                },
                TimeSpan.FromMinutes(3),
                () => found.ToString(),
                Cancel);
        }
    }

    [Fact]
    public async Task Dashboards_FitGrafanasPublishedTypes()
    {
        string folder = Path.Combine(RepositoryPaths.Root, "tests", "grafana");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "needs: npm ci in tests/grafana");
        using Process check = Process.Start(new ProcessStartInfo("node", ["check.mjs"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("node did not start.");
        Task<string> standard = check.StandardOutput.ReadToEndAsync(Cancel);
        Task<string> error = check.StandardError.ReadToEndAsync(Cancel);
        await check.WaitForExitAsync(Cancel);
        Assert.True(check.ExitCode == 0, await standard + await error);
        Assert.Contains($"{Directory.GetFiles(Dashboards, "*.json").Length} dashboards fit", await standard, StringComparison.Ordinal);
    }

    /// <summary>Every name of ours that the server's dashboard asks for is told by the program.</summary>
    private static void AssertMeasured(JsonElement dashboard, string metrics)
    {
        string[] names =
        [
            .. dashboard.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .SelectMany(target => Regex.Matches(target.GetProperty("expr").GetString()!, "(tongbi|http)_[a-z_]+").Select(match => match.Value)), // not null: targets have expressions
        ];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains("# TYPE " + name.Replace("_bucket", "", StringComparison.Ordinal) + " ", metrics, StringComparison.Ordinal));
    }

    private static async Task<decimal[]> CurveAsync(TongbiProcess tongbi, string from, string grain)
    {
        string to = from[..8] + "11";
        JsonElement answer = JsonDocument.Parse(await tongbi.Admin.GetStringAsync($"/api/v1/series?metric=incident&from={from}&to={to}&grain={grain}", Cancel)).RootElement;
        return [.. answer.GetProperty("series")[0].GetProperty("values").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? 0 : value.GetDecimal())];
    }

    /// <summary>What Grafana makes of a query for the county's incidents over the first ten days of 2019.</summary>
    private static string Filled(string query)
    {
        long from = DateTimeOffset.Parse("2019-01-01T00:00:00+08:00", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        long to = DateTimeOffset.Parse("2019-01-10T23:59:59+08:00", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        return query.Replace("$timeFilter", $"time >= {from}ms and time <= {to}ms", StringComparison.Ordinal)
            .Replace("$metric", "incident", StringComparison.Ordinal)
            .Replace("$unit", "331125", StringComparison.Ordinal);
    }
}
