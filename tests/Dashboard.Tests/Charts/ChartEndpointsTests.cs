using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using SkiaSharp;
using Xunit;

namespace Tongbi.Dashboard.Tests.Charts;

public sealed class ChartEndpointsTests(ChartCounty county) : IClassFixture<ChartCounty>
{
    private const string Selection = "metric=incident&at=2019-06-20T12:00:00%2B08:00";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Admin => county.Server.Admin;

    public static TheoryData<string> Kinds => ["trend", "ranking", "heatmap", "shares", "waterfall", "multiples"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Chart_AsPng_HasTheSizeAsked(string kind)
    {
        using HttpResponseMessage answer = await Admin.GetAsync($"/api/v1/charts/{kind}.png?{Selection}&width=640&height=360&theme=dark&lang=en", Cancel);

        Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using SKBitmap picture = SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal((640, 360), (picture.Width, picture.Height));
        Assert.Equal(SKColor.Parse("#0f161d"), picture.GetPixel(1, 1));
        Assert.True(long.Parse(answer.Headers.GetValues("X-Tongbi-Version").Single(), System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Chart_AsSvg_IsSvg(string kind)
    {
        using HttpResponseMessage answer = await Admin.GetAsync($"/api/v1/charts/{kind}.svg?{Selection}&period=2019-05", Cancel);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
        XElement svg = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
        Assert.Equal(("svg", "800"), (svg.Name.LocalName, (string?)svg.Attribute("width")));
    }

    [Fact]
    public async Task Chart_AskedAgain_IsNotModified_UntilTheFiguresChange()
    {
        const string Address = "/api/v1/charts/trend.png?metric=dispute.accepted&from=2019-05-01&to=2019-06-01";
        EntityTagHeaderValue tag = await TagAsync(Address);

        using HttpRequestMessage again = new(HttpMethod.Get, Address);
        again.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage unchanged = await Admin.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(tag, unchanged.Headers.ETag);

        await county.Server.PostEventsAsync(["""{"source":"mediation","id":"1","metric":"dispute.accepted","unit":"PS01","occurredAt":"2019-05-05T08:00:00+08:00"}"""], Cancel);
        Assert.NotEqual(tag, await TagAsync(Address));
        Assert.NotEqual(tag, await TagAsync(Address + "&theme=dark"));
    }

    [Fact]
    public async Task Chart_OfAVersion_StaysWhatItWas()
    {
        JsonElement before = await Admin.GetJsonAsync("/api/v1/statistics?metric=dispute.resolved&period=2019-05");
        string address = $"/api/v1/charts/trend.svg?metric=dispute.resolved&period=2019-05&asOfVersion={before.GetProperty("version").GetInt64()}&at=2019-06-20T12:00:00%2B08:00";
        byte[] first = await Admin.GetByteArrayAsync(address, Cancel);

        await county.Server.PostEventsAsync(["""{"source":"mediation","id":"2","metric":"dispute.resolved","unit":"PS01","occurredAt":"2019-05-06T08:00:00+08:00"}"""], Cancel);

        Assert.Equal(first, await Admin.GetByteArrayAsync(address, Cancel));
    }

    [Theory]
    [InlineData("trend", "metric=nothing", "unknown_metric", "metric")]
    [InlineData("trend", "", "missing_parameter", "metric")]
    [InlineData("trend", "metric=incident&unit=PS99", "unknown_unit", "unit")]
    [InlineData("trend", "metric=incident&period=June", "bad_period", "period")]
    [InlineData("trend", "metric=incident&by=unit", "bad_by", "by")]
    [InlineData("trend", "metric=incident,case.admin.handled", "too_many_values", "metric")]
    [InlineData("trend", "metric=incident&from=2019-05-01", "missing_parameter", "to")]
    [InlineData("trend", "metric=incident&from=May&to=2019-06-01", "bad_time", "from")]
    [InlineData("trend", "metric=incident&period=2019&from=2019-05-01&to=2019-06-01", "conflicting_parameters", "period")]
    [InlineData("trend", "metric=incident&grain=minute", "bad_grain", "grain")]
    [InlineData("trend", "metric=incident&band=all", "bad_parameter", "band")]
    [InlineData("trend", "metric=incident&width=20000", "bad_size", "width")]
    [InlineData("trend", "metric=incident&height=0", "bad_size", "height")]
    [InlineData("trend", "metric=incident&theme=pink", "bad_parameter", "theme")]
    [InlineData("trend", "metric=incident&lang=fr", "bad_parameter", "lang")]
    [InlineData("trend", "metric=incident&colour=red", "unknown_parameter", "colour")]
    [InlineData("heatmap", "metric=dispute.resolve_rate", "bad_metric", "metric")]
    [InlineData("shares", "metric=dispute.resolve_rate", "bad_metric", "metric")]
    [InlineData("waterfall", "metric=incident&compare=none", "bad_compare", "compare")]
    public async Task BadParameter_IsNamed(string kind, string query, string code, string field)
    {
        using HttpResponseMessage answer = await Admin.GetAsync($"/api/v1/charts/{kind}.png?{query}", Cancel);
        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Caller_OfOneUnit_SeesNoOther()
    {
        using HttpClient station = await county.Server.ClientWithScopesAsync(Cancel, "read:PS01");
        using HttpResponseMessage own = await station.GetAsync("/api/v1/charts/ranking.png?metric=incident", Cancel);
        using HttpResponseMessage other = await station.GetAsync("/api/v1/charts/ranking.png?metric=incident&unit=PS02", Cancel);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await other.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Ratio_HasATrend()
    {
        using HttpResponseMessage answer = await Admin.GetAsync("/api/v1/charts/trend.png?metric=dispute.resolve_rate&period=2019", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<EntityTagHeaderValue> TagAsync(string address)
    {
        using HttpResponseMessage answer = await Admin.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.IsType<EntityTagHeaderValue>(answer.Headers.ETag);
    }
}
