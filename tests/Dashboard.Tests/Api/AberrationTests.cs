using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary>Real weekly and daily counts go in as events; what comes out is what R's package surveillance says of them.</summary>
public sealed class AberrationTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2017-01-05T10:00:00+08:00", CultureInfo.InvariantCulture);
    private readonly TemporaryFolder config = new();
    private TongbiServer? server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TongbiServer Server => server ?? throw new InvalidOperationException("The server was not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string catalogue = await File.ReadAllTextAsync(Path.Combine(TongbiServer.County, "catalog.yaml"), Cancel);
        await File.WriteAllTextAsync(config.File("catalog.yaml"), catalogue.Replace("firstYear: 2015", "firstYear: 2009", StringComparison.Ordinal), Cancel);
        server = await TongbiServer.StartAsync(Cancel, config.Path, time: new FakeTimeProvider(Now));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        config.Dispose();
    }

    [Fact]
    public async Task FarringtonFlexible_OfRealWeeks_IsTheReferenceToTheCount()
    {
        JsonElement one = await CaseAsync("farringtonFlexible", "ff-gambling-dates-noufaily");
        string[] dates = await PostAsync(one, "casework", "case.admin.handled");
        (int first, int last) = (one.GetProperty("range_first").GetInt32() - 1, one.GetProperty("range_last").GetInt32() - 1);

        JsonElement answer = await Server.Admin.GetJsonAsync(
            $"/api/v1/aberrations?metric=case.admin.handled&method=farrington-flexible&grain=week&from={dates[first]}&to={dates[last]}T00:00:01%2B08:00&b=4&alpha=0.05&pThresholdTrend=1&noPeriods=10&pastWeeksNotIncluded=26&thresholdMethod=nbPlugin");

        Assert.Equal(["version", "method", "parameters", "points"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, answer.GetProperty("version").GetInt64());
        Assert.Equal("farrington-flexible", answer.GetProperty("method").GetString());
        Assert.Equal("[5,4]", answer.GetProperty("parameters").GetProperty("limit54").GetRawText());
        Assert.Equal(10, answer.GetProperty("parameters").GetProperty("noPeriods").GetInt32());
        JsonElement[] points = [.. answer.GetProperty("points").EnumerateArray()];
        Assert.Equal(["time", "observed", "expected", "upperBound", "score", "alarm"], points[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(dates[first..(last + 1)], points.Select(point => point.GetProperty("time").GetString()));
        AssertBounds(one, points, 0);
    }

    [Fact]
    public async Task Ears_OfRealDays_IsTheReference()
    {
        foreach ((string id, string method, string settings) in new[]
        {
            ("ears-robbery-C1", "ears-c1", ""), ("ears-robbery-C2", "ears-c2", ""), ("ears-robbery-C3", "ears-c3", ""), ("ears-robbery-C1-alpha05", "ears-c1", "&alpha=0.05"),
        })
        {
            JsonElement one = await CaseAsync("earsC", id);
            string[] dates = await PostAsync(one, "dispatch110", "incident");
            (int first, int last) = (one.GetProperty("range_first").GetInt32() - 1, one.GetProperty("range_last").GetInt32());

            JsonElement answer = await Server.Admin.GetJsonAsync($"/api/v1/aberrations?metric=incident&method={method}&grain=day&from={dates[first]}&to={dates[last]}{settings}");

            AssertBounds(one, [.. answer.GetProperty("points").EnumerateArray()], 1e-9);
        }
    }

    [Fact]
    public async Task Observed_IsTheCurve_AndTheUnknownIsNull()
    {
        await PostAsync(await CaseAsync("earsC", "ears-robbery-C1"), "dispatch110", "incident");
        const string Span = "metric=incident&grain=week&from=2015-10-19&to=2017-01-20";

        JsonElement[] points = [.. (await Server.Admin.GetJsonAsync($"/api/v1/aberrations?{Span}&method=cusum&m=200&trans=rossi")).GetProperty("points").EnumerateArray()];
        JsonElement curve = await Server.Admin.GetJsonAsync("/api/v1/series?" + Span);

        Assert.Equal(curve.GetProperty("times").EnumerateArray().Select(time => time.GetString()), points.Select(point => point.GetProperty("time").GetString()));
        Assert.Equal(curve.GetProperty("series")[0].GetProperty("values").EnumerateArray().Select(value => value.GetRawText()), points.Select(point => point.GetProperty("observed").GetRawText()));
        foreach (JsonElement point in new[] { points[0], points[^1] })
        {
            Assert.All(point.EnumerateObject().Skip(1), member => Assert.Equal(JsonValueKind.Null, member.Value.ValueKind));
        }

        Assert.Contains(points, point => point.GetProperty("score").ValueKind == JsonValueKind.Number);
        Assert.All(points, point => Assert.Equal(JsonValueKind.Null, point.GetProperty("upperBound").ValueKind));
    }

    [Theory]
    [InlineData("method=ears-c1&grain=day&from=2016-01-01&to=2016-02-01", "missing_parameter", "metric")]
    [InlineData("metric=incident&method=luck&grain=day&from=2016-01-01&to=2016-02-01", "bad_method", "method")]
    [InlineData("metric=incident&method=ears-c1&grain=hour&from=2016-01-01&to=2016-02-01", "bad_grain", "grain")]
    [InlineData("metric=incident&method=ears-c1&grain=day&from=2016-01-01&to=2016-02-01&by=unit", "unknown_parameter", "by")]
    [InlineData("metric=incident&method=ears-c1&grain=day&from=2016-01-01&to=2016-02-01&noPeriods=10", "unknown_parameter", "noPeriods")]
    [InlineData("metric=incident&method=farrington&grain=week&from=2016-01-01&to=2016-02-01&b=many", "bad_parameter", "b")]
    [InlineData("metric=incident,case.admin.handled&method=farrington&grain=week&from=2016-01-01&to=2016-02-01", "too_many_values", "metric")]
    [InlineData("metric=dispute.resolve_rate&method=farrington&grain=week&from=2016-01-01&to=2016-02-01", "bad_metric", "metric")]
    [InlineData("metric=incident&method=ears-c1&grain=day&from=2016-02-01&to=2016-01-01", "bad_range", "to")]
    [InlineData("metric=incident&method=farrington-flexible&grain=day&from=2009-01-01&to=2060-01-01&noPeriods=26&b=20", "too_many_points", "to")]
    public async Task BadQuestion_IsNamed(string query, string code, string field)
    {
        using HttpResponseMessage answer = await Server.Admin.GetAsync("/api/v1/aberrations?" + query, Cancel);
        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task ReadScope_LimitsIt()
    {
        using HttpClient station = await Server.ClientWithScopesAsync(Cancel, "read:PS01");
        using HttpResponseMessage answer = await station.GetAsync("/api/v1/aberrations?metric=incident&method=ears-c1&grain=day&from=2016-01-01&to=2016-02-01&unit=PS02", Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private static void AssertBounds(JsonElement one, JsonElement[] points, double tolerance)
    {
        JsonElement[] bounds = [.. one.GetProperty("output").GetProperty("upperbound").EnumerateArray()];
        JsonElement[] alarms = [.. one.GetProperty("output").GetProperty("alarm").EnumerateArray()];
        Assert.Equal(bounds.Length, points.Length);
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(alarms[i].GetDouble() == 1, points[i].GetProperty("alarm").GetBoolean());
            Assert.Equal(bounds[i].ValueKind, points[i].GetProperty("upperBound").ValueKind);
            if (bounds[i].ValueKind == JsonValueKind.Number)
            {
                Assert.Equal(bounds[i].GetDouble(), points[i].GetProperty("upperBound").GetDouble(), tolerance * Math.Max(1, bounds[i].GetDouble()));
            }
        }
    }

    private static async Task<JsonElement> CaseAsync(string file, string id) =>
        (await ReadAsync(file)).GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);

    private static async Task<JsonElement> ReadAsync(string file)
    {
        string path = Path.Combine(RepositoryPaths.Root, "tests", "Collector.Tests", "References", "surveillance", file + ".json");
        return JsonDocument.Parse(await File.ReadAllTextAsync(path, Cancel)).RootElement;
    }

    /// <summary>Sends a reference series as one event per period that has any, its count as the quantity; gives the periods' first days.</summary>
    private async Task<string[]> PostAsync(JsonElement one, string source, string metric)
    {
        string id = one.GetProperty("series").GetString() ?? "";
        JsonElement series = (await ReadAsync("series")).GetProperty("series").EnumerateArray().Single(series => series.GetProperty("id").GetString() == id);
        string[] dates = [.. series.GetProperty("period_start_dates").EnumerateArray().Select(date => date.GetString() ?? "")];
        int[] observed = [.. series.GetProperty("observed").EnumerateArray().Select(count => count.GetInt32())];
        await Server.PostEventsAsync(
            dates.Zip(observed).Where(pair => pair.Second > 0).Select(pair =>
                $$"""{"source":"{{source}}","id":"{{id}}-{{pair.First}}","metric":"{{metric}}","unit":"PS01","occurredAt":"{{pair.First}}T09:00:00+08:00","quantity":{{pair.Second}}}"""),
            Cancel);
        return dates;
    }
}
