using System.Net;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

public sealed class SeriesTests(CountyServer county) : IClassFixture<CountyServer>
{
    private const string January = "/api/v1/series?metric=incident&from=2019-05-01&to=2019-05-04&grain=day";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TongbiServer Server => county.Server;

    [Fact]
    public async Task Curve_TellsUnknownFromNone()
    {
        await PostThreeDaysAsync();
        JsonElement answer = await Server.Admin.GetJsonAsync(January.Replace("2019-05-01", "2019-04-30", StringComparison.Ordinal));
        Assert.Equal("""["2019-04-30","2019-05-01","2019-05-02","2019-05-03"]""", answer.GetProperty("times").GetRawText());
        JsonElement curve = Assert.Single(answer.GetProperty("series").EnumerateArray());
        Assert.Equal(["metric", "unit", "category", "values"], curve.EnumerateObject().Select(member => member.Name));
        Assert.Equal("[null,2,0,1]", curve.GetProperty("values").GetRawText());
    }

    [Fact]
    public async Task Curve_AsCsv_IsOneRowPerPoint()
    {
        await PostThreeDaysAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, January);
        request.Headers.Accept.ParseAdd("text/csv");
        using HttpResponseMessage answer = await Server.Admin.SendAsync(request, Cancel);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "time,metric,unit,category,source,key,value\r\n2019-05-01,incident,331125,,,,2\r\n2019-05-02,incident,331125,,,,0\r\n2019-05-03,incident,331125,,,,1\r\n",
            await answer.Content.ReadAsStringAsync(Cancel));
        Assert.True(answer.Headers.Contains("X-Tongbi-Version"));
    }

    [Theory]
    [InlineData("application/json, text/csv;q=0.5", "application/json")]
    [InlineData("text/csv, application/json;q=0.5", "text/csv")]
    [InlineData("*/*", "application/json")]
    public async Task Curve_ComesInTheFormThatIsPreferred(string accept, string expected)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, January);
        request.Headers.Accept.ParseAdd(accept);
        using HttpResponseMessage answer = await Server.Admin.SendAsync(request, Cancel);
        Assert.Equal(expected, answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("metric=incident&from=2019-05-01&to=2019-05-02", "missing_parameter", "grain")]
    [InlineData("metric=incident&from=2019-05-01&to=2019-05-02&grain=minute", "bad_grain", "grain")]
    [InlineData("metric=incident&from=May&to=2019-05-02&grain=day", "bad_time", "from")]
    [InlineData("metric=incident&from=2015-01-01&to=2030-01-01&grain=hour", "too_many_points", "")]
    [InlineData("metric=incident&from=2019-05-01&to=2019-05-02&grain=day&period=2019", "unknown_parameter", "period")]
    public async Task BadParameter_IsNamed(string query, string code, string field)
    {
        using HttpResponseMessage answer = await Server.Admin.GetAsync("/api/v1/series?" + query, Cancel);
        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        if (field.Length > 0)
        {
            Assert.Equal(field, problem.GetProperty("field").GetString());
        }
    }

    private Task<JsonElement> PostThreeDaysAsync() => Server.PostEventsAsync(
        new[] { "2019-05-01T10:00:00", "2019-05-01T11:00:00", "2019-05-03T10:00:00" }
            .Select((time, index) => $$"""{"source":"dispatch110","id":"{{index}}","metric":"incident","unit":"PS01","category":"theft","occurredAt":"{{time}}+08:00"}"""),
        Cancel);
}
