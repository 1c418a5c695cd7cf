using System.Net;
using System.Text.Json;
using Tongbi.Collector.Configuration;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Sources;

public sealed class FolderEndpointTests : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folders_TellOfEveryFile_AndTheSourceOfItsFaults()
    {
        Configure("""
            folders:
              - { id: drop, path: inbox, source: dispatch110, every: PT1S, stableLooks: 1 }
            """);
        string inbox = Directory.CreateDirectory(config.File("inbox")).FullName;
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config.Path);
        await File.WriteAllTextAsync(Path.Combine(inbox, "b.csv.part"), "id\n", Cancel);
        File.Move(Path.Combine(inbox, "b.csv.part"), Path.Combine(inbox, "b.csv"));
        JsonElement folder = await FolderAsync(server, entry => entry.GetProperty("files").GetInt64() == 1);
        Assert.Equal(("drop", "dispatch110", "events", "refused"), (Text(folder, "id"), Text(folder, "source"), Text(folder, "kind"), Text(folder.GetProperty("recent")[0], "outcome")));
        Assert.Equal("bad_file", Text(folder.GetProperty("recent")[0], "code"));
        Assert.Equal("failed", Text((await server.Admin.GetJsonAsync("/api/v1/sources/dispatch110")), "state"));

        await File.WriteAllTextAsync(Path.Combine(inbox, "c.csv.part"), "id,metric,unit,occurredAt\nA1,incident,PS01,2026-01-31T08:00:00\nA2,incident,PS99,2026-01-31T08:00:00\n", Cancel);
        File.Move(Path.Combine(inbox, "c.csv.part"), Path.Combine(inbox, "c.csv"));
        folder = await FolderAsync(server, entry => entry.GetProperty("files").GetInt64() == 2);
        JsonElement newest = folder.GetProperty("recent")[0];
        Assert.Equal(("partly", 2, 1, 1), (Text(newest, "outcome"), newest.GetProperty("received").GetInt32(), newest.GetProperty("inserted").GetInt32(), newest.GetProperty("rejected").GetInt32()));
        Assert.Equal(1, folder.GetProperty("refused").GetInt32());
        Assert.Single(Directory.EnumerateFiles(inbox, "c.csv.reasons.csv", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Folders_AreReadByThoseWhoMayRead()
    {
        Configure("folders: []");
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config.Path);

        Assert.Equal(0, (await server.Admin.GetJsonAsync("/api/v1/folders")).GetProperty("items").GetArrayLength());
        using HttpResponseMessage stranger = await server.Anonymous.GetAsync("/api/v1/folders", Cancel);
        await stranger.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using HttpResponseMessage sender = await server.Ingest.GetAsync("/api/v1/folders", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, sender.StatusCode);
        using HttpResponseMessage asked = await server.Admin.GetAsync("/api/v1/folders?colour=red", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
    }

    [Fact]
    public async Task Mistake_InFolders_StopsTheStart()
    {
        Configure("folders: [ { id: drop, path: inbox, source: nobody } ]");

        ConfigurationException wrong = await Assert.ThrowsAsync<ConfigurationException>(() => TongbiServer.StartAsync(Cancel, config.Path));
        Assert.Contains("source 'nobody'", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => config.Dispose();

    private void Configure(string folders)
    {
        File.Copy(Path.Combine(TongbiServer.County, "catalog.yaml"), config.File("catalog.yaml"));
        File.WriteAllText(config.File("folders.yaml"), folders);
    }

    private static async Task<JsonElement> FolderAsync(TongbiServer server, Func<JsonElement, bool> isReached)
    {
        JsonElement folder = default;
        await Eventually.TrueAsync(
            async () =>
            {
                folder = (await server.Admin.GetJsonAsync("/api/v1/folders")).GetProperty("items")[0];
                return isReached(folder);
            },
            TimeSpan.FromMinutes(1),
            () => folder.ToString(),
            Cancel);
        return folder;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private readonly TemporaryFolder config = new();
}
