using System.Text;
using Tongbi.Dashboard.Tests.Reports;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Verbs;

/// <summary>The report on the command line is the server's.</summary>
public sealed class ReportVerbTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_BesideARunningServer_IsTheOneOfTheApi()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder target = new();
        await using TongbiServer server = await CountyMonth.StartAsync(data: data.Path);
        string file = target.File("report.csv");
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "report", "2019-12", "--unit", "PS01", "--out", file, "--data", data.Path, "--config", TongbiServer.County, "--as-of-version", "1");
        Assert.True(exitCode == 0, output);
        string csv = await File.ReadAllTextAsync(file, Cancel);
        string api = Encoding.UTF8.GetString(await server.Admin.GetByteArrayAsync("/api/v1/reports/monthly/2019-12?unit=PS01&format=csv&asOfVersion=1", Cancel)).TrimStart('\uFEFF');

        // Records sent in the test's past were recorded at the test's clock, so even the moment is the same.
        Assert.Equal(api, csv);
    }

    [Theory]
    [InlineData("2019-13", "out.csv")]
    [InlineData("2019-12", "out.odt")]
    public async Task Mistake_EndsNonZero_WithOneClearLine(string period, string name)
    {
        using TemporaryFolder data = new();
        await using TongbiServer server = await CountyMonth.StartAsync(data: data.Path);
        using TemporaryFolder target = new();
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "report", period, "--out", target.File(name), "--data", data.Path, "--config", TongbiServer.County);
        Assert.NotEqual(0, exitCode);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(target.File(name)));
    }
}
