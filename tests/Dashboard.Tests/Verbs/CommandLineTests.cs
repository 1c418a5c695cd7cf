using Tongbi.Dashboard.Verbs;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Verbs;

/// <summary>The real program in its own process, since verbs speak through its streams and exit code.</summary>
public sealed class CommandLineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Help_ListsTheVerbsThatWork_AndNoOthers()
    {
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "--help");
        Assert.Equal(0, exitCode);
        Assert.All(CommandLine.Build().Subcommands, verb => Assert.Contains("  " + verb.Name, output, StringComparison.Ordinal));
        Assert.All(new[] { "backup", "restore" }, later => Assert.DoesNotContain("  " + later + " ", output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryVerb_TakesHelp()
    {
        foreach (System.CommandLine.Command verb in CommandLine.Build().Subcommands)
        {
            (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, verb.Name, "--help");
            Assert.True(exitCode == 0 && output.Contains(verb.Description!, StringComparison.Ordinal), output);
        }
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--frobnicate")]
    [InlineData("serve --demo --no-demo")]
    [InlineData("serve --read nowhere --urls http://127.0.0.1:0")]
    [InlineData("serve --read influx --urls http://127.0.0.1:0")]
    [InlineData("keys add --name x")]
    [InlineData("keys list --data /nowhere/at/all")]
    [InlineData("keys add --name x --scope write:all")]
    [InlineData("check --config /nowhere/at/all")]
    [InlineData("serve --config /nowhere/at/all --urls http://127.0.0.1:0")]
    public async Task Mistake_EndsNonZero_WithOneClearLine(string arguments)
    {
        using TemporaryFolder data = new();
        string[] all = [.. arguments.Split(' '), .. arguments.Contains("--data", StringComparison.Ordinal) ? Array.Empty<string>() : ["--data", data.Path]];
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, all);
        Assert.NotEqual(0, exitCode);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Check_OfACatalogueWithMistakes_NamesEachPlace()
    {
        using TemporaryFolder config = new();
        string text = await File.ReadAllTextAsync(Path.Combine(TongbiServer.County, "catalog.yaml"), Cancel);
        await File.WriteAllTextAsync(config.File("catalog.yaml"), text.Replace("kind: ratio", "kind: rate", StringComparison.Ordinal), Cancel);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "check", "--config", config.Path);
        Assert.Equal(1, exitCode);
        Assert.Matches(@"catalog\.yaml:36:\d+: ", output);
    }

    [Fact]
    public async Task Check_OfTheShippedConfiguration_IsInOrder()
    {
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "check");
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Keys_AddedAndRevokedBesideARunningServer_AreInForceAtOnce()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        (int added, string output) = await TongbiProcess.RunVerbAsync(Cancel, "keys", "add", "--name", "beside", "--scope", "read:331125,ingest:dispatch110", "--data", server.Data, "--config", TongbiServer.County);
        Assert.True(added == 0, output);
        string secret = output.Split('\n').First(line => line.StartsWith("tbk_", StringComparison.Ordinal)).Trim();
        using HttpClient client = server.Client(secret);
        using (HttpResponseMessage answer = await client.GetAsync("/api/v1/catalog", Cancel))
        {
            Assert.True(answer.IsSuccessStatusCode);
        }

        (_, string list) = await TongbiProcess.RunVerbAsync(Cancel, "keys", "list", "--data", server.Data);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        string id = list.Split('\n').First(line => line.Contains("beside", StringComparison.Ordinal)).Split(' ')[0];
        (int revoked, _) = await TongbiProcess.RunVerbAsync(Cancel, "keys", "revoke", id, "--data", server.Data);
        Assert.Equal(0, revoked);
        using HttpResponseMessage after = await client.GetAsync("/api/v1/catalog", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Server_OnADirectoryInUse_SaysSoAndEnds()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "serve", "--data", server.Data, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, exitCode);
        Assert.Contains("already running", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_AddedWithADrawnPassword_CanSignIn()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "users", "add", "wang", "--scope", "read:PS01", "--data", server.Data);
        Assert.True(exitCode == 0, output);
        string password = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).First(line => !line.Contains(' ', StringComparison.Ordinal)).Trim();
        using HttpResponseMessage answer = await server.Anonymous.PostAsync("/api/v1/session", new { user = "wang", password });
        Assert.Equal(System.Net.HttpStatusCode.NoContent, answer.StatusCode);
    }
}
