using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary>The published contract and the running server are one.</summary>
public sealed class ContractTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contract_IsOpenApi31_ForAnyValidKey()
    {
        JsonElement document = await county.Server.Ingest.GetJsonAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage stranger = await county.Server.Anonymous.GetAsync("/openapi/v1.json", Cancel);
        await stranger.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Contract_NamesEveryEndpoint_WithASummary()
    {
        JsonElement paths = (await county.Server.Admin.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");
        string[] expected =
        [
            .. from endpoint in county.Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
               let pattern = "/" + endpoint.RoutePattern.RawText?.Trim('/')
               where pattern.StartsWith("/api/", StringComparison.Ordinal) || pattern.StartsWith("/health/", StringComparison.Ordinal) || pattern is "/ping" or "/write" or "/query"
               from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
               select $"{method} {pattern}",
        ];
        Assert.Contains("GET /api/v1/statistics", expected);
        Assert.Contains("POST /api/v2/write", expected);
        foreach (string[] parts in expected.Select(endpoint => endpoint.Split(' ')))
        {
            Assert.True(paths.TryGetProperty(parts[1], out JsonElement path), parts[1] + " is not in the contract");
            Assert.True(path.TryGetProperty(parts[0].ToLowerInvariant(), out JsonElement operation), $"{parts[0]} {parts[1]} is not in the contract");
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()), $"{parts[0]} {parts[1]} has no summary");
        }
    }

    [Theory]
    [InlineData("/api/v1/statistics", "period,compare,metric,unit,category,source,by,at,asOf,asOfVersion,sentences,decimals")]
    [InlineData("/api/v1/series", "from,to,grain,metric,unit,category,source,by,at,asOf,asOfVersion")]
    [InlineData("/api/v1/charts/trend.png", "metric,unit,category,source,by,at,asOf,asOfVersion,period,from,to,compare,grain,band,width,height,theme,lang")]
    [InlineData("/api/v1/aberrations", "method,grain,from,to,metric,unit,category,source,at,asOf,asOfVersion,b,w,reweight,weightsThreshold,alpha,trend,pThresholdTrend,limit54,powertrans,noPeriods,pastWeeksNotIncluded,thresholdMethod,baseline,minSigma,k,h,m,trans")]
    [InlineData("/api/v1/reconciliation", "metric,period,unit,category,by,at,asOf,asOfVersion")]
    [InlineData("/api/v1/quarantine", "limit")]
    public async Task Contract_NamesEveryParameter(string path, string parameters)
    {
        JsonElement operation = (await county.Server.Admin.GetJsonAsync("/openapi/v1.json")).GetProperty("paths").GetProperty(path).GetProperty("get");
        Assert.Equal(parameters.Split(','), operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.All(operation.GetProperty("parameters").EnumerateArray(), parameter => Assert.False(string.IsNullOrEmpty(parameter.GetProperty("description").GetString())));
        Assert.True(operation.GetProperty("responses").GetProperty("400").GetProperty("content").TryGetProperty("application/problem+json", out _));
    }

    [Theory]
    [InlineData("/write", "precision,db,rp,consistency", "error")]
    [InlineData("/api/v2/write", "precision,org,orgID,bucket", "code,message")]
    public async Task Contract_DescribesTheLineProtocol_InEachDialect(string path, string parameters, string members)
    {
        JsonElement operation = (await county.Server.Admin.GetJsonAsync("/openapi/v1.json")).GetProperty("paths").GetProperty(path).GetProperty("post");
        Assert.Equal(parameters.Split(','), operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        JsonElement refusal = operation.GetProperty("responses").GetProperty("400").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Equal(members.Split(','), refusal.GetProperty("properties").EnumerateObject().Select(member => member.Name));
        Assert.True(operation.GetProperty("requestBody").GetProperty("content").TryGetProperty("text/plain", out _));
    }

    [Fact]
    public async Task WrongMethod_IsAProblem()
    {
        using HttpResponseMessage answer = await county.Server.Admin.PutAsync("/api/v1/keys", null, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task BodyAboveTheLimit_IsAProblem()
    {
        using StringContent body = new(new string(' ', 1024 * 1024 + 1), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await county.Server.Admin.PostAsync("/api/v1/keys", body, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }
}
