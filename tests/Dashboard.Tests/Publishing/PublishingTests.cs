using System.Net;
using System.Text.Json;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Publishing;

/// <summary>What the program says of its targets, and what <c>check</c> says of their file.</summary>
public sealed class PublishingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_TargetThatIsDown_IsToldWithItsLagAndHoldsBackNothing()
    {
        using TemporaryFolder config = new();
        File.Copy(Path.Combine(TongbiServer.County, "catalog.yaml"), config.File("catalog.yaml"));
        await File.WriteAllTextAsync(config.File("publish.yaml"), $"targets: [ {{ id: tsdb, kind: influxdb1, url: \"http://127.0.0.1:{LoopbackPorts.Free()}\", database: tongbi }} ]", Cancel);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config: config.Path);
        JsonElement posted = await server.PostEventsAsync(["""{"source":"dispatch110","id":"1","unit":"PS01","occurredAt":"2020-01-05T09:50:00+08:00"}"""], Cancel);
        JsonElement target = default;
        await Eventually.TrueAsync(
            async () =>
            {
                target = (await server.Admin.GetJsonAsync("/api/v1/publishing")).GetProperty("items")[0];
                return target.GetProperty("state").GetString() == "retrying";
            },
            TimeSpan.FromMinutes(1),
            () => target.ToString(),
            Cancel);
        Assert.Equal(("tsdb", "influxdb1"), (target.GetProperty("id").GetString(), target.GetProperty("kind").GetString()));
        Assert.Equal(0, target.GetProperty("cursor").GetInt64());
        Assert.Equal(posted.GetProperty("version").GetInt64(), target.GetProperty("lagVersions").GetInt64());
        Assert.Contains("cannot be reached", target.GetProperty("lastError").GetProperty("message").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage stranger = await server.Ingest.GetAsync("/api/v1/publishing", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    [Fact]
    public async Task Publishing_NoFile_HasNoTargets()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        JsonElement answer = await server.Admin.GetJsonAsync("/api/v1/publishing");
        Assert.Equal(0, answer.GetProperty("items").GetArrayLength());
    }
}
