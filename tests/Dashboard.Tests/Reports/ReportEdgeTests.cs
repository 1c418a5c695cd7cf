using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>Months and catalogues that are not like the others: right, and said.</summary>
public sealed class ReportEdgeTests
{
    private const string LongName = "利用无人机等低空飞行器投送违禁物品或者偷拍偷录扰乱公共场所管理秩序的其他违法犯罪行为(试行)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LeapFebruary_IsComparedWithTheWholeFebruaryBefore_AndSaysBothMeans()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        List<string> lines = [CountyMonth.Event("first", "incident", "PS01", "theft", "2015-01-31T12:00:00+08:00")];
        lines.AddRange(Enumerable.Range(1, 28).Select(day => CountyMonth.Event($"a{day}", "incident", "PS01", "theft", $"2015-02-{day:00}T12:00:00+08:00")));
        lines.AddRange(Enumerable.Range(1, 29).Select(day => CountyMonth.Event($"b{day}", "incident", "PS01", "theft", $"2016-02-{day:00}T12:00:00+08:00")));
        await server.PostEventsAsync(lines, Cancel);
        string report = ReportText.Of(await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2016-02?format=json"));
        Assert.Contains("2016年2月1日至2016年2月29日(29天)", report, StringComparison.Ordinal);
        Assert.Contains("2016年2月云和县警情29起,同比上升3.57%,日均1起(上年同期日均1起)", report, StringComparison.Ordinal);
        Assert.Contains("浮云所(演示) | 29 | 28 | +3.57%", report, StringComparison.Ordinal);

        // A station with none is a zero, and said to be one.
        Assert.Contains("零发案单位1个:元和所(演示)", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewCategoryWithALongName_IsListedWhole_AndTheChangeOfDefinitionSaid()
    {
        using TemporaryFolder config = new();
        string catalogue = await File.ReadAllTextAsync(Path.Combine(TongbiServer.County, "catalog.yaml"), Cancel);
        await File.WriteAllTextAsync(
            config.File("catalog.yaml"),
            catalogue.Replace("      - { id: theft,", $"      - {{ id: drone, name: {LongName}, nameEn: Drones, validFrom: 2019-06-01 }}\n      - {{ id: theft,", StringComparison.Ordinal),
            Cancel);
        await using TongbiServer server = await CountyMonth.StartAsync(config.Path);
        await server.PostEventsAsync([CountyMonth.Event("d", "incident", "PS01", "drone", "2019-12-03T10:00:00+08:00")], Cancel);
        string report = ReportText.Of(await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json"));
        Assert.Contains(LongName + " | 1 |", report, StringComparison.Ordinal);
        Assert.Contains("口径变动:2019-06-01起新增" + LongName, report, StringComparison.Ordinal);
        foreach (string format in new[] { "docx", "pdf", "csv" })
        {
            Assert.NotEmpty(await server.Admin.GetByteArrayAsync($"/api/v1/reports/monthly/2019-12?format={format}", Cancel));
        }
    }

    [Fact]
    public async Task ClosedStation_KeepsItsPast_AndIsAZeroThatFellByAHundredPercent()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        await server.PostEventsAsync([.. Enumerable.Range(0, 12).Select(index => CountyMonth.Event($"c{index}", "case.admin.handled", "PS02", "", "2018-12-05T10:00:00+08:00"))], Cancel);
        string report = ReportText.Of(await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json&unit=PS02"));
        Assert.Contains("行政案件查处(起) | 0 | 12 | −100.00%", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunningMonth_IsOfCompleteHours_AndMarkedProvisional()
    {
        FakeTimeProvider clock = new(DateTimeOffset.Parse("2019-12-20T10:45:00+08:00", CultureInfo.InvariantCulture));
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(clock));
        await server.PostEventsAsync(
            [
                CountyMonth.Event("a", "incident", "PS01", "theft", "2018-11-30T10:00:00+08:00"),
                CountyMonth.Event("b", "incident", "PS01", "theft", "2019-12-20T09:59:00+08:00"),
                CountyMonth.Event("c", "incident", "PS01", "theft", "2019-12-20T10:30:00+08:00"),
            ],
            Cancel);
        JsonElement report = await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json");
        Assert.StartsWith("2019-12-20T10:00:00", report.GetProperty("asOf").GetString(), StringComparison.Ordinal);
        string text = ReportText.Of(report);
        Assert.Contains("浮云所(演示) | 1 |", text, StringComparison.Ordinal);
        Assert.Contains("暂计数", text, StringComparison.Ordinal);
    }
}
