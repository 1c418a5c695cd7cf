using System.Net;
using System.Text.Json;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>What the office gives to the public.</summary>
public sealed class PublicReportTests
{
    private static readonly string Config = Path.Combine(RepositoryPaths.Root, "tests", "Dashboard.Tests", "Config", "reports");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublicReport_HoldsNoFewCount_AndNothingThatGivesOneAway()
    {
        await using TongbiServer server = await CountyMonth.StartAsync(Config);
        string report = await server.Admin.GetStringAsync("/api/v1/reports/monthly/2019-12?format=json&profile=public", Cancel);
        Approved.ShouldMatch("county-2019-12.public.txt", ReportText.Of(JsonDocument.Parse(report).RootElement));

        // What stands at the office itself is 2: it, and one of the stations beside it, are withheld, and with them their rates and shares.
        JsonElement[] units = Rows(report, "by_unit");
        Assert.Contains("<5", units.Select(row => Text(row, 1)));
        Assert.Contains("*", units.Select(row => Text(row, 1)));
        Assert.Equal("54", Text(units[^1], 1));
        Assert.DoesNotContain("\"trend\"", report, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ranking\"", report, StringComparison.Ordinal);
        Assert.All(
            JsonDocument.Parse(report).RootElement.GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("kind").GetString() == "table").SelectMany(table => table.GetProperty("rows").EnumerateArray()).SelectMany(row => row.GetProperty("cells").EnumerateArray()),
            cell => Assert.False(cell.GetProperty("text").GetString() is "<5" or "*" && cell.TryGetProperty("value", out _)));
    }

    [Fact]
    public async Task PreviousMonthsReport_WithholdsTheSame_AsTheNextOneOfThatMonth()
    {
        await using TongbiServer server = await CountyMonth.StartAsync(Config);
        string december = await server.Admin.GetStringAsync("/api/v1/reports/monthly/2019-12?format=json&profile=public", Cancel);
        string november = await server.Admin.GetStringAsync("/api/v1/reports/monthly/2019-11?format=json&profile=public", Cancel);
        foreach (string table in new[] { "figures", "by_unit", "by_category", "theft_by_unit" })
        {
            Dictionary<string, string> own = Rows(november, table).ToDictionary(Name, row => Text(row, 1));
            foreach (JsonElement row in Rows(december, table))
            {
                // Column 4 is last month's; what stands at the office itself is only listed where there is any.
                Assert.Equal(own.GetValueOrDefault(Name(row), Text(row, 4)), Text(row, 4));
            }
        }
    }

    [Theory]
    [InlineData("monthly/2019-12?unit=PS01", "public_whole_only")]
    [InlineData("monthly/2020-01?", "period_running")]
    [InlineData("yearly/2019?", "no_public_profile")]
    public async Task PublicReport_IsOfTheWholeOffice_AndOfACompletePeriod(string address, string code)
    {
        await using TongbiServer server = await CountyMonth.StartAsync(Config);
        using HttpResponseMessage answer = await server.Admin.GetAsync($"/api/v1/reports/{address}&format=json&profile=public", Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
    }

    private static string Name(JsonElement row) => $"{row.GetProperty("level").GetInt32()} {Text(row, 0)}";

    private static JsonElement[] Rows(string report, string table) =>
    [
        .. JsonDocument.Parse(report).RootElement.GetProperty("blocks").EnumerateArray()
            .Single(block => block.GetProperty("kind").GetString() == "table" && block.GetProperty("id").GetString() == table)
            .GetProperty("rows").EnumerateArray(),
    ];

    private static string Text(JsonElement row, int column) => row.GetProperty("cells")[column].GetProperty("text").GetString()!; // not null: always given
}
