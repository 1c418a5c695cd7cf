using Xunit;

namespace Tongbi.Dashboard.Tests.Security;

public sealed class SecurityHeadersTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/login")]
    [InlineData("/health/live")]
    [InlineData("/api/v1/keys")]
    [InlineData("/api/v1/nothing")]
    public async Task EveryAnswer_BindsTheBrowser(string address)
    {
        using HttpResponseMessage answer = await county.Server.Anonymous.GetAsync(address, Cancel);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        string policy = Header(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_ThatAnExceptionMade_BindsTheBrowserToo()
    {
        using StringContent body = new("not json", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await county.Server.Anonymous.PostAsync("/api/v1/session", body, Cancel);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
