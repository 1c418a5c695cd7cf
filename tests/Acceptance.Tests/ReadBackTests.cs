using System.Globalization;
using System.Net;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary><c>Tongbi:Read=influx</c>: curves of old come from the InfluxDB, are the same as before, say where they are from, and are never guessed when it is away.</summary>
public sealed class ReadBackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Series_BeforeTheWindow_ComesFromTheStoreAndIsTheSame()
    {
        Assert.SkipUnless(InfluxServer.IsInstalled, "InfluxDB (Debian package influxdb) is not installed.");
        await using InfluxServer influx = await InfluxServer.StartAsync(Cancel);
        using TemporaryFolder data = new(), config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: tsdb, kind: influxdb1, url: \"{influx.Url}\", database: tongbi }} ]", Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel, "--read", "influx", "--cube-from", "2019");
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 3_000), year: 2018), Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 1_000), year: 2019), Cancel);
        JsonElement status = await PublishingTests.CaughtUpAsync(tongbi, "tsdb");
        long version = status.GetProperty("cursor").GetInt64();

        // A question of a version is answered from the counts, so both ways can be held against each other in one program.
        foreach (string question in (string[])["grain=hour&from=2018-01-01&to=2018-01-16", "grain=day&from=2018-01-01&to=2019-01-20", "grain=week&from=2018-01-01&to=2019-01-20", "grain=month&from=2018-01-01&to=2019-02-01", "grain=quarter&from=2018-01-01&to=2019-04-01", "grain=year&from=2017-01-01&to=2020-01-01"])
        {
            foreach (string selection in (string[])["metric=incident", "metric=incident&by=unit", "metric=incident&by=category", "metric=incident&unit=PS01&category=admin", "metric=incident&by=source"])
            {
                JsonElement stored = await AskAsync(tongbi, $"{selection}&{question}");
                JsonElement counted = await AskAsync(tongbi, string.Create(CultureInfo.InvariantCulture, $"{selection}&{question}&asOfVersion={version}"));
                Assert.Equal(("tsdb", "2019-01-01", version), (stored.GetProperty("readFrom").GetProperty("target").GetString(), stored.GetProperty("readFrom").GetProperty("until").GetString(), stored.GetProperty("readFrom").GetProperty("version").GetInt64()));
                Assert.False(counted.TryGetProperty("readFrom", out _));
                Assert.Equal(counted.GetProperty("times").GetRawText(), stored.GetProperty("times").GetRawText());
                Assert.Equal(counted.GetProperty("series").GetRawText(), stored.GetProperty("series").GetRawText());
            }
        }

        using HttpRequestMessage csv = new(HttpMethod.Get, "/api/v1/series?metric=incident&grain=month&from=2018-01-01&to=2018-03-01");
        csv.Headers.Accept.ParseAdd("text/csv");
        using HttpResponseMessage table = await tongbi.Admin.SendAsync(csv, Cancel);
        Assert.StartsWith("tsdb; until=2019-01-01", Assert.Single(table.Headers.GetValues("X-Tongbi-Read-From")), StringComparison.Ordinal);

        // The store is away: old curves are refused, new ones are not.
        await influx.KillAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store_unreachable"), await RefusedAsync(tongbi));
        Assert.False((await AskAsync(tongbi, "metric=incident&grain=day&from=2019-01-01&to=2019-02-01")).TryGetProperty("readFrom", out _));

        // It is back, but somebody removed what was in it.
        await influx.StartAgainAsync(Cancel);
        await influx.QueryAsync("DROP MEASUREMENT count_day", "tongbi", Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store_incomplete"), await RefusedAsync(tongbi));
    }

    private static async Task<JsonElement> AskAsync(TongbiProcess tongbi, string question)
    {
        using HttpResponseMessage answer = await tongbi.Admin.GetAsync("/api/v1/series?" + question, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{question}\n{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(TongbiProcess tongbi)
    {
        using HttpResponseMessage answer = await tongbi.Admin.GetAsync("/api/v1/series?metric=incident&grain=day&from=2018-01-01&to=2018-02-01", Cancel);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("code").GetString());
    }
}
