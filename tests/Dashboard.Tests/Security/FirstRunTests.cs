using System.Net;
using System.Text.Json;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Security;

public sealed class FirstRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstStart_WritesExactlyTheContractsMembers_ForTheOwnerOnly()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        Assert.Equal(["url", "adminUser", "adminPassword", "adminKey", "ingestKey", "wallUrl"], server.FirstRun.EnumerateObject().Select(member => member.Name));
        Assert.Equal(server.Url, new Uri(server.FirstRun.GetProperty("url").GetString()!));
        Assert.NotEqual(0, server.Url.Port);
        Assert.StartsWith(server.Url.GetLeftPart(UriPartial.Authority) + "/wall/wall?token=", server.FirstRun.GetProperty("wallUrl").GetString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Data, "first-run.json")));
        }
    }

    [Fact]
    public async Task FirstStart_PrintsEveryCredentialOnce_AndALaterStartNone()
    {
        using TemporaryFolder data = new();
        string[] secrets;
        await using (TongbiServer first = await TongbiServer.StartAsync(Cancel, data: data.Path))
        {
            secrets = [.. new[] { "adminPassword", "adminKey", "ingestKey" }.Select(name => first.FirstRun.GetProperty(name).GetString()!)];
            Assert.All(secrets, secret => Assert.Equal(2, first.Terminal.Split(secret).Length));
        }

        await using TongbiServer second = await TongbiServer.StartAsync(Cancel, data: data.Path);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, second.Terminal, StringComparison.Ordinal));
        Assert.Equal(secrets, new[] { "adminPassword", "adminKey", "ingestKey" }.Select(name => second.FirstRun.GetProperty(name).GetString()));
        using HttpResponseMessage answer = await second.Admin.GetAsync("/api/v1/keys", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task FirstStart_WhenItsFileWasWrittenButTheAccountsWereNot_MakesThemAnew()
    {
        using TemporaryFolder data = new();
        await File.WriteAllTextAsync(data.File("first-run.json"), JsonSerializer.Serialize(new { url = "http://127.0.0.1:1", adminUser = "admin", adminPassword = "x", adminKey = "x", ingestKey = "x", wallUrl = "x" }), Cancel);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, data: data.Path);
        using HttpResponseMessage answer = await server.Admin.GetAsync("/api/v1/keys", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Secrets_AreNowhereInTheDataDirectoryButInTheirFile()
    {
        using TemporaryFolder data = new();
        string[] secrets;
        await using (TongbiServer server = await TongbiServer.StartAsync(Cancel, data: data.Path))
        {
            string wall = server.FirstRun.GetProperty("wallUrl").GetString()!;
            secrets = ["adminPassword", "adminKey", "ingestKey"];
            secrets = [.. secrets.Select(name => server.FirstRun.GetProperty(name).GetString()!), wall[(wall.IndexOf('=', StringComparison.Ordinal) + 1)..]];
            using HttpResponseMessage page = await server.Anonymous.GetAsync(wall, Cancel);
            using HttpResponseMessage wrong = await server.Anonymous.GetAsync(wall + "x", Cancel);
        }

        foreach (string file in Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("first-run.json", StringComparison.Ordinal)))
        {
            string content = await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Cancel);
            Assert.All(secrets, secret => Assert.False(content.Contains(secret, StringComparison.Ordinal), file));
        }
    }
}
