using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Tongbi.Dashboard.Tests.Security;

/// <summary>Walks every endpoint there is, so that one added later is covered the day it is added.</summary>
public sealed class AnonymousTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static readonly string[] Open = ["GET /health/live", "GET /health/ready", "GET /ping", "HEAD /ping", "GET /login", "POST /api/v1/session"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryEndpoint_ButTheListedOnes_AnswersUnauthenticated()
    {
        string[] endpoints = [.. Endpoints()];
        Assert.True(endpoints.Length > 10, "Too few endpoints were found: " + string.Join(", ", endpoints));
        Assert.All(Open, open => Assert.Contains(open, endpoints));
        foreach (string endpoint in endpoints)
        {
            string[] parts = endpoint.Split(' ');
            using HttpRequestMessage request = new(new HttpMethod(parts[0]), parts[1]);
            using HttpResponseMessage answer = await county.Server.Anonymous.SendAsync(request, Cancel);
            Assert.True(Open.Contains(endpoint) || answer.StatusCode == HttpStatusCode.Unauthorized, $"{endpoint} answered {(int)answer.StatusCode} to anybody");
        }
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/nothing")]
    public async Task UnknownAddress_TellsAStrangerNothing(string address)
    {
        using HttpResponseMessage stranger = await county.Server.Anonymous.GetAsync(address, Cancel);
        await stranger.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using HttpResponseMessage known = await county.Server.Admin.GetAsync(address, Cancel);
        await known.AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Readiness_TellsAStrangerTheStateOnly()
    {
        Assert.Equal("""{"status":"ready"}""", await county.Server.Anonymous.GetStringAsync("/health/ready", Cancel));
        Assert.Equal("""{"status":"ready","reasons":[]}""", await county.Server.Admin.GetStringAsync("/health/ready", Cancel));
        Assert.Equal("""{"status":"live"}""", await county.Server.Anonymous.GetStringAsync("/health/live", Cancel));
    }

    [Fact]
    public async Task Ping_AnswersAsInfluxDoes()
    {
        foreach (HttpMethod method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using HttpRequestMessage request = new(method, "/ping");
            using HttpResponseMessage answer = await county.Server.Anonymous.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.True(answer.Headers.Contains("X-Influxdb-Version"));
        }
    }

    /// <summary>Method and path of every endpoint but the static files.</summary>
    private IEnumerable<string> Endpoints() =>
        from endpoint in county.Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where !endpoint.Metadata.Any(metadata => metadata.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal))
        let path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Concrete))))
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select $"{method} {path}";

    private static string Concrete(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "documentName" } => "v1",
        _ => "1",
    };
}
