using System.Globalization;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Verbs;

public sealed class ImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_BesideARunningServer_IsCountedOnceHoweverOftenItRuns()
    {
        using TemporaryFolder files = new();
        string file = files.File("may.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 300).Select(Line), Cancel);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        (int exitCode, string output) = await ImportAsync(server, file);
        Assert.True(exitCode == 0, output);
        Assert.Contains("300 rows: 300 inserted", output, StringComparison.Ordinal);

        await Eventually.TrueAsync(async () => await CountAsync(server) == "300", TimeSpan.FromSeconds(30), () => "The server did not follow the import.", Cancel);
        (_, string again) = await ImportAsync(server, file);
        Assert.Contains("0 inserted, 0 revised, 0 withdrawn, 300 duplicate", again, StringComparison.Ordinal);
        Assert.Equal("300", await CountAsync(server));
        Assert.Empty(Directory.EnumerateDirectories(server.Data, "spool-import-*"));
    }

    [Fact]
    public async Task Import_OfBadRows_CountsTheGoodOnesAndNamesTheBad()
    {
        using TemporaryFolder files = new();
        string file = files.File("mixed.ndjson");
        await File.WriteAllLinesAsync(file, [Line(0), Line(1).Replace("PS01", "PS99", StringComparison.Ordinal), Line(2)], Cancel);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "import", file, "--data", files.File("data"), "--config", TongbiServer.County);
        Assert.Equal(0, exitCode);
        Assert.Contains("3 rows: 2 inserted", output, StringComparison.Ordinal);
        Assert.Contains("unknown_unit: 1", output, StringComparison.Ordinal);
        Assert.Contains("row 1: unknown_unit unit", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.csv", null)]
    [InlineData("notes.txt", "hello")]
    [InlineData("broken.json", "[{")]
    [InlineData("foreign.csv", "a,b\n1,2\n")]
    public async Task Import_OfAFileThatCannotBeRead_EndsWithOneClearLine(string name, string? content)
    {
        using TemporaryFolder files = new();
        if (content is not null)
        {
            await File.WriteAllTextAsync(files.File(name), content, Cancel);
        }

        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "import", files.File(name), "--data", files.File("data"), "--config", TongbiServer.County);
        Assert.Equal(1, exitCode);
        Assert.Contains(name, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> ImportAsync(TongbiServer server, string file) =>
        TongbiProcess.RunVerbAsync(Cancel, "import", file, "--data", server.Data, "--config", TongbiServer.County);

    private static async Task<string> CountAsync(TongbiServer server) =>
        (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=2019-05")).GetProperty("items")[0].GetProperty("value").GetRawText();

    private static string Line(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"source":"dispatch110","id":"{{number}}","unit":"PS01","occurredAt":"2019-05-{{1 + (number % 30):00}}T10:00:00+08:00"}""");
}
