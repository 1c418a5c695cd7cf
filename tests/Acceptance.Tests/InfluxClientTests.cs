using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>InfluxDB's own clients, unchanged, write to the real program, and the figures are read back where people read them.</summary>
public sealed class InfluxClientTests
{
    private const string CommandLine = "/usr/bin/influx";

    private static readonly string Clients = Path.Combine(RepositoryPaths.Root, "tests", "clients");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NodeClientOfVersion1_WritesUnchanged()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);

        await RunNodeAsync(tongbi, "version1.mjs");

        Assert.Equal(30, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-06-01&category=admin/gambling", Cancel));
        Assert.Equal(15, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-06-01&unit=PS01", Cancel));
        Assert.Equal(993, await SomeEvents.CountAsync(tongbi.Admin, "metric=case.admin.handled&period=2019", Cancel));
        Assert.Equal(41, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2018-06&unit=PS03", Cancel));
    }

    [Fact]
    public async Task NodeClientOfVersion2_WritesUnchanged()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);

        await RunNodeAsync(tongbi, "version2.mjs");

        Assert.Equal(1_200, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-08&category=theft&unit=PS01", Cancel));
        Assert.Equal(7, await SomeEvents.CountAsync(tongbi.Admin, "metric=case.admin.handled&period=2018-01", Cancel));
        Assert.Equal(8, await SomeEvents.CountAsync(tongbi.Admin, "metric=case.admin.handled&period=2018-02", Cancel));
        Assert.Equal(9, await SomeEvents.CountAsync(tongbi.Admin, "metric=case.admin.handled&period=2018-03-15", Cancel));
    }

    [Fact]
    public async Task CommandLineOfVersion1_ImportsAFileUnchanged()
    {
        Assert.SkipUnless(File.Exists(CommandLine), "needs the Debian package influxdb-client");
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);

        // More lines than the client sends at once.
        const int Lines = 6_000;
        StringBuilder file = new("# DDL\nCREATE DATABASE tongbi\n# DML\n# CONTEXT-DATABASE: tongbi\n# CONTEXT-RETENTION-POLICY: autogen\n");
        long first = new DateTimeOffset(2019, 9, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds();
        for (int number = 0; number < Lines; number++)
        {
            file.Append(CultureInfo.InvariantCulture, $"incident,category=traffic,source=dispatch110,unit=PS0{(number % 3) + 1} id=\"cli {number}\",quantity=1i {first + (number * 60)}\n");
        }

        string path = data.File("calls.txt");
        await File.WriteAllTextAsync(path, file.ToString(), Cancel);
        for (int time = 0; time < 2; time++)
        {
            (int exitCode, string output) = await RunAsync(
                CommandLine,
                [],
                "-host",
                "127.0.0.1",
                "-port",
                tongbi.Url.Port.ToString(CultureInfo.InvariantCulture),
                "-username",
                "anyone",
                "-password",
                Key(tongbi),
                "-import",
                "-path",
                path,
                "-precision=s");
            Assert.True(exitCode == 0, output);
            Assert.Contains("Processed 1 commands", output, StringComparison.Ordinal);
            Assert.Contains("Processed 6000 inserts", output, StringComparison.Ordinal);
            Assert.Contains("Failed 0 inserts", output, StringComparison.Ordinal);
        }

        Assert.Equal(Lines, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-09&category=traffic", Cancel));
        Assert.Equal(Lines / 3, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-09&unit=PS03", Cancel));
    }

    private static async Task RunNodeAsync(TongbiProcess tongbi, string script)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Clients, "node_modules")), "needs: npm ci in tests/clients");
        (int exitCode, string output) = await RunAsync(
            "node",
            [KeyValuePair.Create("TONGBI_PORT", tongbi.Url.Port.ToString(CultureInfo.InvariantCulture)), KeyValuePair.Create("TONGBI_KEY", Key(tongbi))],
            Path.Combine(Clients, script));
        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, KeyValuePair<string, string>[] environment, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Clients, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process client = Process.Start(start) ?? throw new InvalidOperationException(program + " did not start.");
        Task<string> standard = client.StandardOutput.ReadToEndAsync(Cancel);
        Task<string> error = client.StandardError.ReadToEndAsync(Cancel);
        await client.WaitForExitAsync(Cancel);
        return (client.ExitCode, await standard + await error);
    }

    private static string Key(TongbiProcess tongbi) => tongbi.FirstRun.GetProperty("ingestKey").GetString()!; // the first start always writes it
}
