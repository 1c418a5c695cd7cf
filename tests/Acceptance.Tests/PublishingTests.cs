using System.Globalization;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The program itself publishes: killed, cut off and corrected, it ends with exactly its own figures on the other side.</summary>
public sealed class PublishingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_UsAndTheStoreKilledAgainAndAgain_EndsWithEveryFigure()
    {
        Assert.SkipUnless(InfluxServer.IsInstalled, "InfluxDB (Debian package influxdb) is not installed.");
        await using InfluxServer influx = await InfluxServer.StartAsync(Cancel);
        using TemporaryFolder data = new();
        using TemporaryFolder config = Configuration(File.ReadAllText(Path.Combine(Configurations.County, "catalog.yaml")));
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: tsdb, kind: influxdb1, url: \"{influx.Url}\", database: tongbi }} ]", Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        for (int round = 0; round < 4; round++)
        {
            await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(round * 700, 700)), Cancel);
            string corrections = string.Join('\n', Enumerable.Range(round * 50, 200).Where(number => number % 3 == 0).Select(number => SomeEvents.Line(number, revision: round + 1, withdrawn: number % 2 == 0))) + "\n";
            await SomeEvents.PostAsync(tongbi.Ingest, corrections, Cancel);
            if (round % 2 == 0)
            {
                await tongbi.KillAsync();
                await influx.KillAsync();
                await influx.StartAgainAsync(Cancel);
                await tongbi.StartAgainAsync(Cancel);
            }
            else
            {
                await influx.KillAsync();
                await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Line(5, revision: 10 + round, withdrawn: true) + "\n", Cancel);
                await influx.StartAgainAsync(Cancel);
            }
        }

        JsonElement status = await CaughtUpAsync(tongbi, "tsdb");
        Assert.Equal(0, status.GetProperty("refused").GetInt64());
        IReadOnlyDictionary<(string Tags, long Time), long> stored = await influx.PointsAsync("tongbi", "count_day", ["unit", "category", "metric", "source"], "value", Cancel);
        foreach (string unit in (string[])["331125", "PS01", "PS02", "PS03"])
        {
            foreach ((string path, string tag) in ((string, string)[])[("", "all"), ("admin", "admin"), ("admin/gambling", "admin/gambling"), ("theft", "theft")])
            {
                Dictionary<long, long> ours = await DaysAsync(tongbi, $"metric=incident&unit={unit}&category={path}");
                Dictionary<long, long> theirs = stored.Where(point => point.Key.Tags == $"{unit}|{tag}|incident|all" && point.Value != 0).ToDictionary(point => point.Key.Time, point => point.Value);
                Assert.True(ours.Count > 0 || unit != "331125", path);
                Assert.Equal(ours.OrderBy(day => day.Key), theirs.OrderBy(day => day.Key));
            }
        }
    }

    [Fact]
    public async Task Levels_CountyCityAndProvince_CountTheSameAndCatchUpAfterAnAbsence()
    {
        using TemporaryFolder countyData = new(), cityData = new(), provinceData = new();
        using TemporaryFolder provinceConfig = Configuration(Catalogue("{ code: \"33\", name: 省, nameEn: Province, children: [ { code: \"3311\", name: 市, nameEn: City } ] }"));
        await using TongbiProcess province = await TongbiProcess.StartAsync(provinceData.Path, provinceConfig.Path, Cancel);
        using TemporaryFolder cityConfig = Configuration(Catalogue("{ code: \"3311\", name: 市, nameEn: City, children: [ { code: \"331125\", name: 县, nameEn: County } ] }"));
        await PublishToAsync(cityConfig, province.Url, province, "\"3311\": \"3311\"");
        await using TongbiProcess city = await TongbiProcess.StartAsync(cityData.Path, cityConfig.Path, Cancel);
        using TemporaryFolder countyConfig = Configuration(File.ReadAllText(Path.Combine(Configurations.County, "catalog.yaml")));
        await using CuttableLink line = new(city.Url.Port);
        await PublishToAsync(countyConfig, line.Url, city, "\"331125\": \"331125\"");
        await using TongbiProcess county = await TongbiProcess.StartAsync(countyData.Path, countyConfig.Path, Cancel);

        await SomeEvents.PostAsync(county.Ingest, SomeEvents.Body(Enumerable.Range(0, 1_500)), Cancel);
        await AssertSameAsync(county, city, province);

        // The line goes down; corrections and withdrawals pile up, the county is killed over them, and all arrive in the end.
        line.Cut();
        await SomeEvents.PostAsync(county.Ingest, SomeEvents.Body(Enumerable.Range(1_500, 500)), Cancel);
        await SomeEvents.PostAsync(county.Ingest, string.Join('\n', Enumerable.Range(0, 300).Select(number => SomeEvents.Line(number, revision: 1, withdrawn: number % 2 == 0))) + "\n", Cancel);
        await county.KillAsync();
        await county.StartAgainAsync(Cancel);
        line.Mend();
        await AssertSameAsync(county, city, province);
        Assert.Equal(2_000 - 150, await SomeEvents.CountAsync(province.Admin, "metric=incident&unit=3311&period=2019", Cancel));
        Assert.DoesNotContain("PS01", await (await city.Admin.GetAsync("/api/v1/series?metric=incident&from=2019-01-01&to=2020-01-01&grain=year&by=unit", Cancel)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task AssertSameAsync(TongbiProcess county, TongbiProcess city, TongbiProcess province)
    {
        await CaughtUpAsync(county, "up");
        await CaughtUpAsync(city, "up");
        foreach (string category in (string[])["", "admin", "admin/gambling", "theft", "traffic"])
        {
            Dictionary<long, long> ours = await DaysAsync(county, $"metric=incident&category={category}");
            Assert.NotEmpty(ours);
            Assert.Equal(ours, await DaysAsync(city, $"metric=incident&unit=331125&category={category}"));
            Assert.Equal(ours, await DaysAsync(province, $"metric=incident&unit=3311&category={category}"));
        }
    }

    private static async Task PublishToAsync(TemporaryFolder config, Uri url, TongbiProcess upper, string units)
    {
        await File.WriteAllTextAsync(config.File("upper.key"), upper.FirstRun.GetProperty("ingestKey").GetString(), Cancel);
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: up, kind: tongbi, url: \"{url}\", key: \"file:{config.File("upper.key")}\", units: {{ {units} }} }} ]", Cancel);
    }

    /// <summary>Waits until a target has everything, and gives how it stands.</summary>
    internal static async Task<JsonElement> CaughtUpAsync(TongbiProcess tongbi, string id)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(
            async () =>
            {
                JsonElement answer = JsonDocument.Parse(await tongbi.Admin.GetStringAsync("/api/v1/publishing", Cancel)).RootElement.Clone();
                found = answer.GetProperty("items").EnumerateArray().SingleOrDefault(item => item.GetProperty("id").GetString() == id);
                return found.ValueKind == JsonValueKind.Object && found.GetProperty("state").GetString() == "current" && found.GetProperty("lagVersions").GetInt64() == 0;
            },
            Limit,
            () => $"not caught up: {found}\n{tongbi.Output}",
            Cancel);
        return found;
    }

    private static async Task<Dictionary<long, long>> DaysAsync(TongbiProcess tongbi, string selection)
    {
        JsonElement answer = JsonDocument.Parse(await tongbi.Admin.GetStringAsync($"/api/v1/series?{selection}&from=2019-01-01&to=2020-01-01&grain=day", Cancel)).RootElement;
        JsonElement values = answer.GetProperty("series")[0].GetProperty("values");
        return answer.GetProperty("times").EnumerateArray()
            .Select((time, index) => (At: DateTimeOffset.Parse(time.GetString() + "T00:00:00+08:00", CultureInfo.InvariantCulture).ToUnixTimeSeconds(), Value: values[index]))
            .Where(point => point.Value.ValueKind == JsonValueKind.Number && point.Value.GetInt64() != 0)
            .ToDictionary(point => point.At, point => point.Value.GetInt64());
    }

    private static TemporaryFolder Configuration(string catalogue)
    {
        TemporaryFolder folder = new();
        File.WriteAllText(folder.File("catalog.yaml"), catalogue);
        return folder;
    }

    /// <summary>The county's catalogue over other units.</summary>
    private static string Catalogue(string units)
    {
        string county = File.ReadAllText(Path.Combine(Configurations.County, "catalog.yaml"));
        int from = county.IndexOf("units:", StringComparison.Ordinal);
        int to = county.IndexOf("sources:", StringComparison.Ordinal);
        return $"{county[..from]}units: [ {units} ]\n{county[to..]}";
    }
}
