using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Verbs;

/// <summary>The verb against the running program.</summary>
public sealed class ReplayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_ToARunningServer_IsCountedOnceHoweverOftenItRuns()
    {
        using TemporaryFolder files = new();
        string file = files.File("may.csv");
        await File.WriteAllLinesAsync(file, ["source,id,unit,occurredAt", .. Enumerable.Range(0, 300).Select(Row), "dispatch110,300,PS99,2019-05-01T10:00:00+08:00"], Cancel);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);

        (int exitCode, string output) = await ReplayAsync(file, "--speed", "0", "--data", server.Data);
        Assert.True(exitCode == 0, output);
        Assert.Contains("301 of 301 records sent: 300 inserted", output, StringComparison.Ordinal);
        Assert.Contains("unknown_unit: 1", output, StringComparison.Ordinal);
        Assert.Contains("row 301: unknown_unit unit", output, StringComparison.Ordinal);

        // The refused row is among the first in time.
        (_, string again) = await ReplayAsync(file, "--speed", "0", "--from", "100", "--url", server.Url.ToString(), "--key", server.FirstRun.GetProperty("ingestKey").GetString()!);
        Assert.Contains("0 inserted, 0 revised, 0 withdrawn, 201 duplicate", again, StringComparison.Ordinal);
        Assert.Equal("300", (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=2019-05")).GetProperty("items")[0].GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task Replay_StoppedByCtrlC_SaysWhereToGoOn_AndTheRestCountsTheWhole()
    {
        using TemporaryFolder files = new();
        string file = files.File("may.csv");
        await File.WriteAllLinesAsync(file, ["source,id,unit,occurredAt", .. Enumerable.Range(0, 300).Select(Row)], Cancel);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);

        // A month at 30,000 times the speed takes 84 seconds: it is still running when it is stopped.
        using Process replay = TongbiProcess.StartVerb("replay", file, "--config", TongbiServer.County, "--speed", "30000", "--data", server.Data);
        Task<string> standard = replay.StandardOutput.ReadToEndAsync(Cancel);
        Task<string> error = replay.StandardError.ReadToEndAsync(Cancel);
        await Eventually.TrueAsync(async () => await CountAsync(server) > 0, TimeSpan.FromSeconds(60), () => "Nothing was replayed.", Cancel);
        await TongbiProcess.InterruptAsync(replay, Cancel);
        await replay.WaitForExitAsync(Cancel);
        string output = await standard + await error;

        Assert.NotEqual(0, replay.ExitCode);
        Match goOn = Regex.Match(output, @"stopped after (\d+) of 300 records; go on with --from (\d+)");
        Assert.True(goOn.Success, output);
        Assert.Equal(goOn.Groups[1].Value, goOn.Groups[2].Value);
        Assert.InRange(int.Parse(goOn.Groups[1].Value, CultureInfo.InvariantCulture), 1, 299);

        (int exitCode, string rest) = await ReplayAsync(file, "--speed", "0", "--from", goOn.Groups[1].Value, "--data", server.Data);
        Assert.True(exitCode == 0, rest);
        Assert.Equal(300, await CountAsync(server));
    }

    [Theory]
    [InlineData("--key", "env:TONGBI_NOT_SET")]
    [InlineData("--speed", "-1")]
    [InlineData("--shift", "then")]
    [InlineData("--url", "ftp://127.0.0.1")]
    public async Task Replay_OfNonsense_EndsWithOneClearLine(string option, string value)
    {
        using TemporaryFolder files = new();
        await File.WriteAllLinesAsync(files.File("may.csv"), ["source,id,unit,occurredAt", Row(1)], Cancel);
        (int exitCode, string output) = await ReplayAsync(files.File("may.csv"), option, value, "--data", files.File("data"), option == "--url" ? "--key" : "--url", option == "--url" ? "k" : "http://127.0.0.1:1");
        Assert.NotEqual(0, exitCode);
        Assert.StartsWith("tongbi: ", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<long> CountAsync(TongbiServer server)
    {
        JsonElement value = (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=2019-05")).GetProperty("items")[0].GetProperty("value");
        return value.ValueKind == JsonValueKind.Null ? 0 : value.GetInt64();
    }

    private static Task<(int ExitCode, string Output)> ReplayAsync(string file, params string[] more) =>
        TongbiProcess.RunVerbAsync(Cancel, ["replay", file, "--config", TongbiServer.County, .. more]);

    private static string Row(int number) => string.Create(CultureInfo.InvariantCulture, $"dispatch110,{number},PS01,2019-05-{1 + (number % 30):00}T10:00:00+08:00");
}
