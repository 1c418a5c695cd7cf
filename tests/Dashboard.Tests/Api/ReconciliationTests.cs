using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary>Two sources of one fact, from the catalogue to the answer.</summary>
public sealed class ReconciliationTests
{
    private const string TwoSources = "  - { id: fraud.filed, name: 诈骗立案, nameEn: Fraud filed, kind: flow, unit: 起, sources: [casework, mediation], reconcile: [casework, mediation] }\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reconciliation_TellsWhereTwoSourcesDisagree_AndTheFigureCountsOne()
    {
        using TemporaryFolder config = Config();
        FakeTimeProvider time = new(DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture));
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config: config.Path, time: time);
        string[] days = ["2020-01-01", "2020-01-02", "2020-01-03"];
        using StringContent body = new(
            string.Join(
                '\n',
                [
                    .. days.Select(day => $$"""{"source":"casework","metric":"fraud.filed","unit":"PS01","period":"{{day}}","count":3}"""),
                    .. days.Select(day => $$"""{"source":"mediation","metric":"fraud.filed","unit":"PS01","period":"{{day}}","count":3}"""),
                    """{"source":"mediation","metric":"fraud.filed","unit":"PS02","period":"2020-01-02","count":2}""",
                ]),
            System.Text.Encoding.UTF8,
            "application/x-ndjson");
        using HttpResponseMessage posted = await server.Admin.PostAsync("/api/v1/counts", body, Cancel);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);

        JsonElement answer = await server.Admin.GetJsonAsync("/api/v1/reconciliation?period=2020-01-01/2020-01-04&by=unit");
        Assert.Equal(
            """{"metric":"fraud.filed","unit":"PS02","category":"","key":"PS02","period":{"name":"2020-01-01/2020-01-04","from":"2020-01-01","to":"2020-01-04","days":3,"complete":true},"counted":{"source":"casework","value":0,"state":"complete"},"against":{"source":"mediation","value":2,"state":"complete"},"difference":-2,"disagree":true}""",
            answer.GetProperty("items")[1].GetRawText());
        Assert.Equal([false, true], answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("disagree").GetBoolean()));

        JsonElement figure = (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=fraud.filed&period=2020-01-01/2020-01-04")).GetProperty("items")[0];
        Assert.Equal((9, true), (figure.GetProperty("value").GetInt32(), figure.GetProperty("quality").GetProperty("disagreement").GetBoolean()));
        JsonElement other = (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=fraud.filed,incident&period=2020-01-01/2020-01-04&source=mediation")).GetProperty("items")[0];
        Assert.Equal(11, other.GetProperty("value").GetInt32());
        JsonElement incident = (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=2020")).GetProperty("items")[0];
        Assert.False(incident.GetProperty("quality").TryGetProperty("disagreement", out _));
        JsonElement metric = (await server.Admin.GetJsonAsync("/api/v1/catalog")).GetProperty("metrics").EnumerateArray().Last();
        Assert.Equal("""["casework","mediation"]""", metric.GetProperty("reconcile").GetRawText());
    }

    [Theory]
    [InlineData("period=2020&metric=incident", "not_reconciled")]
    [InlineData("period=2020&by=source", "bad_by")]
    [InlineData("metric=fraud.filed", "missing_parameter")]
    public async Task Reconciliation_OfWhatHasNoAnswer_SaysWhy(string query, string code)
    {
        using TemporaryFolder config = Config();
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config: config.Path);

        using HttpResponseMessage answer = await server.Admin.GetAsync("/api/v1/reconciliation?" + query, Cancel);

        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
    }

    private static TemporaryFolder Config()
    {
        TemporaryFolder folder = new();
        string county = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "tests", "Dashboard.Tests", "Config", "county", "catalog.yaml"));
        File.WriteAllText(Path.Combine(folder.Path, "catalog.yaml"), county.TrimEnd() + "\n" + TwoSources);
        return folder;
    }
}
