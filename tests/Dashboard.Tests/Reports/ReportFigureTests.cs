using System.Net;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>Every number of a report is the one that the statistics answer at the same version.</summary>
public sealed class ReportFigureTests
{
    private static readonly string[] Counts = ["incident", "incident.vice_lead", "case.admin.handled", "dispute.accepted", "dispute.resolved"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_HoldTheStatisticsFigures_AtTheSameVersion()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        JsonElement report = await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json");
        long version = report.GetProperty("version").GetInt64();
        int compared = await CompareAsync(server, report, "figures", $"metric={string.Join(',', Counts)}", version)
            + await CompareAsync(server, report, "by_unit", "metric=incident&by=unit", version);
        Assert.Equal(8, compared);

        // Categories two levels deep: the parts follow their parent.
        JsonElement[] rows = Rows(report, "by_category");
        Assert.Equal(["行政(治安)", "赌博", "未分类", "盗窃", "未分类", "合计"], rows.Select(row => Text(row, 0)));
        Assert.Equal(["12", "12", "0", "40", "2", "54"], rows.Select(row => Text(row, 1)));
        Assert.Equal([0, 1, 1, 0, 0, 0], rows.Select(row => row.GetProperty("level").GetInt32()));
    }

    [Fact]
    public async Task Report_SaysWhatHappened_InBothLanguages()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        string zh = await server.Admin.GetStringAsync("/api/v1/reports/monthly/2019-12?format=json", Cancel);
        string en = await server.Admin.GetStringAsync("/api/v1/reports/monthly/2019-12?format=json&lang=en", Cancel);
        Approved.ShouldMatch("county-2019-12.zh.txt", Plain(zh));
        Approved.ShouldMatch("county-2019-12.en.txt", Plain(en));
    }

    [Fact]
    public async Task SameVersion_GivesTheSameBytes_AfterLaterCorrections()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        JsonElement first = await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json");
        string address = $"/api/v1/reports/monthly/2019-12?format=json&asOfVersion={first.GetProperty("version").GetInt64()}";
        byte[] before = await server.Admin.GetByteArrayAsync(address, Cancel);
        await server.PostEventsAsync([CountyMonth.Event("late", "incident", "PS01", "theft", "2019-12-31T23:00:00+08:00")], Cancel);
        Assert.Equal(before, await server.Admin.GetByteArrayAsync(address, Cancel));
        JsonElement after = await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json");
        Assert.NotEqual(first.GetProperty("version").GetInt64(), after.GetProperty("version").GetInt64());
        Assert.Equal("55", Text(Rows(after, "by_unit")[^1], 1));
        Assert.Equal("54", Text(Rows(first, "by_unit")[^1], 1));
    }

    [Fact]
    public async Task UnchangedReport_IsNotSentAgain()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        using HttpResponseMessage answer = await server.Admin.GetAsync("/api/v1/reports/monthly/2019-12?format=json", Cancel);
        using HttpRequestMessage again = new(HttpMethod.Get, "/api/v1/reports/monthly/2019-12?format=json");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!); // not null: every report has one
        using HttpResponseMessage same = await server.Admin.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        await server.PostEventsAsync([CountyMonth.Event("late", "incident", "PS01", "theft", "2019-12-31T23:00:00+08:00")], Cancel);
        using HttpRequestMessage changed = new(HttpMethod.Get, "/api/v1/reports/monthly/2019-12?format=json");
        changed.Headers.IfNoneMatch.Add(answer.Headers.ETag!); // likewise
        using HttpResponseMessage other = await server.Admin.SendAsync(changed, Cancel);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task UnitsAndQuestions_AreHeldToTheRights()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        using HttpClient station = await server.ClientWithScopesAsync(Cancel, "read:PS01");
        JsonElement own = await station.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json");
        Assert.Equal("浮云所(演示)", own.GetProperty("unit").GetString());
        Assert.Equal("35", Text(Rows(own, "figures")[0], 1));
        using (HttpResponseMessage other = await station.GetAsync("/api/v1/reports/monthly/2019-12?format=json&unit=331125", Cancel))
        {
            await other.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        }

        foreach ((string address, string code) in new[]
        {
            ("monthly/2019?", "bad_period"), ("monthly/mtd?", "bad_period"), ("weekly/2019-12?", "bad_period"), ("monthly/2020-02?", "bad_period"), ("yearly/2019?format=odt&", "bad_format"),
            ("monthly/2019-12?profile=secret&", "bad_parameter"), ("monthly/2019-12?lang=fr&", "bad_parameter"), ("monthly/2019-12?asOfVersion=999999&", "unknown_version"),
            ("monthly/2019-12?profile=public&", "no_public_profile"),
        })
        {
            using HttpResponseMessage answer = await server.Admin.GetAsync("/api/v1/reports/" + address + (code == "bad_format" ? "" : "format=json"), Cancel);
            await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        }
    }

    [Theory]
    [InlineData("weekly/2019-W51", "2019年第51周", "7天")]
    [InlineData("yearly/2019", "2019年", "365天")]
    [InlineData("monthly/2017-03", "2017年3月", "31天")]
    public async Task OtherEditions_AndAMonthWithoutData_AreMadeByTheSameMechanism(string address, string name, string days)
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        JsonElement report = await server.Admin.GetJsonAsync($"/api/v1/reports/{address}?format=json");
        Assert.Contains(name, report.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains(days, report.GetProperty("period").GetString(), StringComparison.Ordinal);
        if (address.EndsWith("2017-03", StringComparison.Ordinal))
        {
            Assert.All(Rows(report, "by_unit"), row => Assert.Equal("—", Text(row, 1)));
            Assert.Contains("无数据", report.GetRawText(), StringComparison.Ordinal);
        }
    }

    private static async Task<int> CompareAsync(TongbiServer server, JsonElement report, string table, string question, long version)
    {
        JsonElement[] items = [.. (await server.Admin.GetJsonAsync($"/api/v1/statistics?{question}&period=2019-12&compare=year,previous&asOfVersion={version}")).GetProperty("items").EnumerateArray()];
        JsonElement[] rows = Rows(report, table);
        foreach ((JsonElement row, JsonElement item) in rows.Zip(items))
        {
            JsonElement year = item.GetProperty("comparisons").GetProperty("year");
            JsonElement previous = item.GetProperty("comparisons").GetProperty("previous");
            Assert.Equal(Number(item, "value"), Cell(row, 1));
            Assert.Equal(Number(year, "value"), Cell(row, 2));
            Assert.Equal(Number(year, "rate"), Cell(row, 3));
            Assert.Equal(year.GetProperty("percent").GetString() ?? "—", Text(row, 3));
            Assert.Equal(Number(previous, "value"), Cell(row, 4));
            Assert.Equal(previous.GetProperty("percent").GetString() ?? "—", Text(row, 5));
            Assert.Equal(Number(item, "dailyMean"), Cell(row, 6));
        }

        return items.Length;
    }

    private static JsonElement[] Rows(JsonElement report, string table) =>
    [
        .. report.GetProperty("blocks").EnumerateArray()
            .Single(block => block.GetProperty("kind").GetString() == "table" && block.GetProperty("id").GetString() == table)
            .GetProperty("rows").EnumerateArray(),
    ];

    private static string? Text(JsonElement row, int column) => row.GetProperty("cells")[column].GetProperty("text").GetString();

    private static decimal? Cell(JsonElement row, int column) => row.GetProperty("cells")[column].TryGetProperty("value", out JsonElement value) ? value.GetDecimal() : null;

    private static decimal? Number(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;

    private static string Plain(string json) => ReportText.Of(JsonDocument.Parse(json).RootElement);
}
