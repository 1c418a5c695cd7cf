using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
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
        Assert.Contains("row 2: unknown_unit unit", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_KilledOrStopped_GoesOnWhereItWas_AndCountsTheWholeOnce(bool killed)
    {
        const int rows = 800_000;
        using TemporaryFolder files = new();
        string file = files.File("years.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, rows).Select(Line), Cancel);
        string data = files.File("data");
        string[] command = ["import", file, "--data", data, "--config", TongbiServer.County];
        using (Process import = TongbiProcess.StartVerb(command))
        {
            Task<string> standard = import.StandardOutput.ReadToEndAsync(Cancel);
            Task<string> error = import.StandardError.ReadToEndAsync(Cancel);
            await Eventually.TrueAsync(
                () => Task.FromResult(Directory.Exists(Path.Combine(data, "imports")) && Directory.EnumerateFiles(Path.Combine(data, "imports"), "*.json").Any()),
                TimeSpan.FromSeconds(120),
                () => "No delivery was committed.",
                Cancel);
            if (killed)
            {
                import.Kill();
            }
            else
            {
                await TongbiProcess.InterruptAsync(import, Cancel);
            }

            await import.WaitForExitAsync(Cancel);
            Assert.NotEqual(0, import.ExitCode);
            Assert.DoesNotContain($"{rows} rows", await standard + await error, StringComparison.Ordinal);
        }

        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, command);
        Assert.True(exitCode == 0, output);
        Assert.Contains("went on behind row", output, StringComparison.Ordinal);
        long[] counts = [.. Regex.Match(output, @"(\d+) rows: (\d+) inserted, 0 revised, 0 withdrawn, (\d+) duplicate").Groups.Values.Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(rows, counts[0]);
        Assert.Equal(rows, counts[1] + counts[2]);
        Assert.True(counts[2] <= 300_000, output); // at most the deliveries that were committed but not yet written down
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(data, "imports")));

        (_, string again) = await TongbiProcess.RunVerbAsync(Cancel, command);
        Assert.Contains($"{rows} rows: 0 inserted, 0 revised, 0 withdrawn, {rows} duplicate", again, StringComparison.Ordinal);
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
