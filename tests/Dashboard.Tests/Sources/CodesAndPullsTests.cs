using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Configuration;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Sources;

/// <summary>Code tables and pulls through the whole program: its configuration files, its ways in, its answers.</summary>
public sealed class CodesAndPullsTests : IDisposable
{
    [Fact]
    public async Task RecordsWithUnmappedCodes_WaitInQuarantine_AndAreCountedWhenTheFileMapsThem()
    {
        Write("codes.yaml", "sources: { dispatch110: { }, mediation: { } }");
        await using TongbiServer server = await StartAsync();
        JsonElement answer = await server.PostEventsAsync(["""{"source":"dispatch110","id":"1","category":"0301","unit":"3301","occurredAt":"2020-01-05T09:50:00+08:00"}"""], Cancel);
        Assert.Equal((1, 0), (answer.GetProperty("held").GetInt32(), answer.GetProperty("inserted").GetInt32()));
        using (StringContent line = new("incident,source=dispatch110,unit=3301,category=0301 id=\"2\" 1578189000\nincident,source=dispatch110,unit=13800138000 id=\"3\" 1578189000", Encoding.UTF8))
        {
            using HttpResponseMessage written = await server.Ingest.PostAsync("/write?precision=s", line, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, written.StatusCode);
            Assert.DoesNotContain("13800138000", await written.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        JsonElement quarantine = await server.Admin.GetJsonAsync("/api/v1/quarantine");
        Assert.Equal(2, quarantine.GetProperty("held").GetInt32());
        Assert.Equal(
            """[{"source":"dispatch110","field":"category","metric":"incident","code":"0301","records":2,"first":"2020-01-05T09:50:00+08:00","last":"2020-01-05T09:50:00+08:00"},{"source":"dispatch110","field":"unit","metric":"","code":"3301","records":2,"first":"2020-01-05T09:50:00+08:00","last":"2020-01-05T09:50:00+08:00"}]""",
            quarantine.GetProperty("unmapped").GetRawText());

        Write("codes.yaml", """sources: { dispatch110: { units: { "3301": PS01 }, categories: { incident: { "0301": admin/gambling } } } }""");
        ConfigurationWatch<CodeTables> watch = server.Services.GetRequiredService<ConfigurationWatch<CodeTables>>();
        await Eventually.TrueAsync(
            async () => (await server.Admin.GetJsonAsync("/api/v1/quarantine")).GetProperty("held").GetInt32() == 0,
            TimeSpan.FromMinutes(1),
            () => string.Join('\n', watch.LastMistakes),
            Cancel);
        await Eventually.TrueAsync(async () => await ValueAsync(server) == 2, TimeSpan.FromMinutes(1), () => "not counted", Cancel);
    }

    [Fact]
    public async Task Pulls_TellStateAndFault_AndTheSourceShowsIt()
    {
        Environment.SetEnvironmentVariable("TONGBI_TEST_PULL", "Host=127.0.0.1;Port=1;Username=reader;Password=hunter2;Timeout=2");
        Write(
            "pulls.yaml",
            """
            pulls:
              - id: cases
                source: casework
                connection: "env:TONGBI_TEST_PULL"
                query: SELECT * FROM cases WHERE modified_at >= @since ORDER BY modified_at LIMIT @limit
                watermark: { column: modified_at, from: "2018-01-01" }
                fields: { id: { column: case_no }, unit: { column: unit }, occurredAt: { column: at } }
                every: PT5M
            """);
        await using TongbiServer server = await StartAsync();
        JsonElement pull = default;
        await Eventually.TrueAsync(
            async () =>
            {
                pull = (await server.Admin.GetJsonAsync("/api/v1/pulls")).GetProperty("items")[0];
                return pull.GetProperty("state").GetString() == "failed" && pull.GetProperty("nextRunAt").ValueKind == JsonValueKind.String;
            },
            TimeSpan.FromMinutes(1),
            () => pull.GetRawText(),
            Cancel);

        Assert.Equal(("cases", "casework", "events", "postgres"), (Text("id"), Text("source"), Text("kind"), Text("provider")));
        Assert.Equal("connection_failed", pull.GetProperty("lastError").GetProperty("code").GetString());
        JsonElement source = await server.Admin.GetJsonAsync("/api/v1/sources/casework");
        Assert.Equal("failed", source.GetProperty("state").GetString());
        Assert.DoesNotContain("hunter2", pull.GetRawText() + source.GetRawText() + server.Terminal, StringComparison.Ordinal);
        foreach (string log in Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories).Where(file => file.Contains("logs", StringComparison.Ordinal)))
        {
            await using FileStream open = new(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(open);
            Assert.DoesNotContain("hunter2", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        }

        using HttpResponseMessage stranger = await server.Anonymous.GetAsync("/api/v1/pulls", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);

        string? Text(string name) => pull.GetProperty(name).GetString();
    }

    public void Dispose() => config.Dispose();

    private Task<TongbiServer> StartAsync()
    {
        File.Copy(Path.Combine(TongbiServer.County, "catalog.yaml"), config.File("catalog.yaml"));
        return TongbiServer.StartAsync(Cancel, config: config.Path);
    }

    private void Write(string file, string text) => File.WriteAllText(config.File(file), text);

    private static async Task<long> ValueAsync(TongbiServer server)
    {
        JsonElement item = (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&category=admin/gambling&unit=PS01&period=2020-01&compare=none")).GetProperty("items")[0];
        return item.GetProperty("value").ValueKind == JsonValueKind.Number ? item.GetProperty("value").GetInt64() : 0;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly TemporaryFolder config = new();
}
