using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Operations;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Operations;

/// <summary><c>GET /health/ready</c> when something is really wrong.</summary>
public sealed class ReadinessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SpoolFolder_ThatCannotBeWritten_MakesTheServerUnready_UntilItCan()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        string folder = Path.Combine(server.Data, "spool");

        // A file in its place fails for every account, also for one that may write anywhere.
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "", Cancel);

        (HttpStatusCode status, JsonElement state) = await AskAsync(server.Admin);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unready"), (status, state.GetProperty("status").GetString()));
        JsonElement reason = Assert.Single(state.GetProperty("reasons").EnumerateArray());
        Assert.Equal(("spool_unwritable", true), (reason.GetProperty("code").GetString(), reason.GetProperty("blocking").GetBoolean()));
        (HttpStatusCode strangers, JsonElement told) = await AskAsync(server.Anonymous);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"unready"}"""), (strangers, told.GetRawText()));

        File.Delete(folder);
        Directory.CreateDirectory(folder);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server.Admin)).Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Catalogue_RefusedWhileRunning_IsTold_ButTheServerStaysReady()
    {
        using TemporaryFolder config = new();
        string file = Path.Combine(config.Path, "catalog.yaml");
        File.Copy(Path.Combine(TongbiServer.County, "catalog.yaml"), file);
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(50));
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config: config.Path, time: time);
        CatalogueStore store = server.Services.GetRequiredService<CatalogueStore>();

        await File.AppendAllTextAsync(file, "\ncolour: blue\n", Cancel);
        while (store.LastMistakes.Count == 0)
        {
            Cancel.ThrowIfCancellationRequested();
            time.Advance(CatalogueStore.PollInterval);
            await Task.Yield();
        }

        (HttpStatusCode status, JsonElement state) = await AskAsync(server.Admin);
        Assert.Equal((HttpStatusCode.OK, "ready"), (status, state.GetProperty("status").GetString()));
        JsonElement reason = Assert.Single(state.GetProperty("reasons").EnumerateArray());
        Assert.Equal(("configuration_refused", false), (reason.GetProperty("code").GetString(), reason.GetProperty("blocking").GetBoolean()));
        Assert.Contains("colour", reason.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"status":"ready"}""", (await AskAsync(server.Anonymous)).State.GetRawText());
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(ReadinessChecks.LowDisk, null, false)]
    [InlineData(ReadinessChecks.LowDisk - 1, "disk_low", false)]
    [InlineData(ReadinessChecks.FullDisk - 1, "disk_full", true)]
    [InlineData(0L, "disk_full", true)]
    public void Disk_ThatFills_IsToldBeforeItIsFull(long? free, string? code, bool blocking)
    {
        ReadinessReason? reason = ReadinessChecks.OfDisk(free);

        Assert.Equal((code, blocking), (reason?.Code, reason?.Blocking ?? false));
    }

    private static async Task<(HttpStatusCode Status, JsonElement State)> AskAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.GetAsync("/health/ready", Cancel);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }
}
