using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>A report is drafted, written, reviewed, published and kept; later corrections show as changes and restatements.</summary>
public sealed class ReportLifeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_GoesFromDraftToPublished_AndItsBytesStay()
    {
        using TemporaryFolder data = new();
        byte[] published;
        await using (TongbiServer server = await CountyMonth.StartAsync(data: data.Path))
        {
            long id = await DraftAsync(server.Admin, "2019-12");
            using (HttpResponseMessage early = await server.Admin.PostAsync($"/api/v1/reports/{id}/publish", new { }))
            {
                await early.AssertProblemAsync(HttpStatusCode.Conflict, "wrong_state");
            }

            await WriteAsync(server.Admin, id, "加强夜间巡防。\n开展反诈宣传。", 0);
            using (HttpResponseMessage lost = await server.Admin.PutAsJsonAsync($"/api/v1/reports/{id}/paragraphs/proposals", new { text = "另一稿", revision = 0 }, Cancel))
            {
                await lost.AssertProblemAsync(HttpStatusCode.Conflict, "written_meanwhile");
            }

            await StepAsync(server.Admin, id, "review");
            JsonElement entry = await StepAsync(server.Admin, id, "publish");
            Assert.Equal("published", entry.GetProperty("state").GetString());
            published = await server.Admin.GetByteArrayAsync($"/api/v1/reports/{id}/file?format=json", Cancel);
            string text = System.Text.Encoding.UTF8.GetString(published);
            Assert.Contains("\"加强夜间巡防。\"", text, StringComparison.Ordinal);
            Assert.Contains("\"开展反诈宣传。\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("草稿", text, StringComparison.Ordinal);
            Assert.Equal(["drafted", "written", "reviewed", "published"], (await server.Admin.GetJsonAsync($"/api/v1/reports/{id}")).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()));

            // Published words are nobody's to change.
            using HttpResponseMessage late = await server.Admin.PutAsJsonAsync($"/api/v1/reports/{id}/paragraphs/proposals", new { text = "改", revision = 1 }, Cancel);
            await late.AssertProblemAsync(HttpStatusCode.Conflict, "wrong_state");
            await server.PostEventsAsync([CountyMonth.Event("late", "incident", "PS01", "theft", "2019-12-31T23:00:00+08:00")], Cancel);
            Assert.Equal(published, await server.Admin.GetByteArrayAsync($"/api/v1/reports/{id}/file?format=json", Cancel));
        }

        await using TongbiServer again = await TongbiServer.StartAsync(Cancel, data: data.Path);
        JsonElement listed = (await again.Admin.GetJsonAsync("/api/v1/reports?state=published")).GetProperty("items")[0];
        Assert.Equal("2019-12", listed.GetProperty("period").GetString());
        Assert.Equal(published, await again.Admin.GetByteArrayAsync($"/api/v1/reports/{listed.GetProperty("id").GetInt64()}/file?format=json", Cancel));
    }

    [Fact]
    public async Task LaterCorrections_ShowAsChanges_AndAsRestatementsOfTheNextReport()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        long id = await DraftAsync(server.Admin, "2019-11");
        await StepAsync(server.Admin, id, "review");
        await StepAsync(server.Admin, id, "publish");
        Assert.Empty((await server.Admin.GetJsonAsync($"/api/v1/reports/{id}/changes")).GetProperty("items").EnumerateArray());
        await server.PostEventsAsync([CountyMonth.Event("late", "incident", "PS02", "theft", "2019-11-30T23:00:00+08:00")], Cancel);

        JsonElement[] changes = [.. (await server.Admin.GetJsonAsync($"/api/v1/reports/{id}/changes")).GetProperty("items").EnumerateArray()];
        Assert.Contains(changes, change => change is var one && one.GetProperty("table").GetString() == "by_unit" && one.GetProperty("row").GetString() == "元和所(演示)"
            && one.GetProperty("column").GetString() == "本月" && one.GetProperty("published").GetString() == "15" && one.GetProperty("now").GetString() == "16");
        Assert.DoesNotContain(changes, change => change.GetProperty("row").GetString() == "浮云所(演示)" && change.GetProperty("column").GetString() == "本月");

        JsonElement next = await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json");
        JsonElement row = Assert.Single(next.GetProperty("blocks").EnumerateArray().Single(block => block.GetProperty("kind").GetString() == "table" && block.GetProperty("id").GetString() == "restated").GetProperty("rows").EnumerateArray());
        Assert.Equal(["2019-11", "警情", "39", "40", "+1", "2020-01-05"], row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task OneReport_ForOneKey_UntilItIsWithdrawn()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        long id = await DraftAsync(server.Admin, "2019-12");
        using (HttpResponseMessage second = await server.Admin.PostAsync("/api/v1/reports", new { edition = "monthly", period = "2019-12" }))
        {
            Assert.Equal(id, (await second.AssertProblemAsync(HttpStatusCode.Conflict, "report_exists")).GetProperty("id").GetInt64());
        }

        using (HttpResponseMessage silent = await server.Admin.PostAsync($"/api/v1/reports/{id}/withdraw", new { }))
        {
            await silent.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_comment");
        }

        await StepAsync(server.Admin, id, "withdraw", new { comment = "口径有误" });
        Assert.NotEqual(id, await DraftAsync(server.Admin, "2019-12"));
    }

    [Fact]
    public async Task ReviewedVersion_IsWhatIsPublished_AndWritingAgainAsksForAnotherReview()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        long id = await DraftAsync(server.Admin, "2019-12");
        long version = (await StepAsync(server.Admin, id, "review")).GetProperty("version").GetInt64();
        await server.PostEventsAsync([CountyMonth.Event("late", "incident", "PS01", "theft", "2019-12-31T23:00:00+08:00")], Cancel);
        await WriteAsync(server.Admin, id, "补充。", 0);
        Assert.Equal("draft", (await server.Admin.GetJsonAsync($"/api/v1/reports/{id}")).GetProperty("report").GetProperty("state").GetString());
        await StepAsync(server.Admin, id, "review", new { version });
        await StepAsync(server.Admin, id, "publish");
        Assert.Equal(version, (await server.Admin.GetJsonAsync($"/api/v1/reports/{id}/file?format=json")).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Rights_AreThoseOfTheUnit_AndPublishingIsTheAdministrators()
    {
        await using TongbiServer server = await CountyMonth.StartAsync();
        long whole = await DraftAsync(server.Admin, "2019-12");
        using HttpClient station = await server.ClientWithScopesAsync(Cancel, "read:PS01");
        using (HttpResponseMessage hidden = await station.GetAsync($"/api/v1/reports/{whole}", Cancel))
        {
            await hidden.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_report");
        }

        long own = await DraftAsync(station, "2019-12");
        await WriteAsync(station, own, "本所建议。", 0);
        Assert.Equal([own], (await station.GetJsonAsync("/api/v1/reports")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
        await StepAsync(station, own, "review");
        using HttpResponseMessage forbidden = await station.PostAsync($"/api/v1/reports/{own}/publish", new { });
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    private static async Task<long> DraftAsync(HttpClient client, string period)
    {
        using HttpResponseMessage answer = await client.PostAsync("/api/v1/reports", new { edition = "monthly", period });
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetInt64();
    }

    private static async Task WriteAsync(HttpClient client, long id, string text, int revision)
    {
        using HttpResponseMessage answer = await client.PutAsJsonAsync($"/api/v1/reports/{id}/paragraphs/proposals", new { text, revision }, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<JsonElement> StepAsync(HttpClient client, long id, string step, object? body = null)
    {
        using HttpResponseMessage answer = await client.PostAsync($"/api/v1/reports/{id}/{step}", body ?? new { });
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
