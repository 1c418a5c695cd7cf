using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Tongbi.Dashboard.Tests.Security;

public sealed class AuthenticationTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TongbiServer Server => county.Server;

    private string AdminKey => Server.FirstRun.GetProperty("adminKey").GetString()!;

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("Token")]
    [InlineData("Basic")]
    [InlineData("X-API-Key")]
    public async Task Key_InEveryWayOfTheContract_IsTaken(string way)
    {
        using HttpResponseMessage answer = await SendAsync(way, AdminKey);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Bearer", "tbk_wrong")]
    [InlineData("Token", "")]
    [InlineData("Basic", "tbk_wrong")]
    [InlineData("X-API-Key", "tbk_wrong")]
    public async Task Key_ThatIsWrong_IsUnauthenticated(string way, string key)
    {
        using HttpResponseMessage answer = await SendAsync(way, key);
        await answer.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("Basic", "!!! not base64 !!!")]
    [InlineData("Basic", "bm9jb2xvbg==")]
    [InlineData("Digest", "username=admin")]
    [InlineData("Bearer", "")]
    public async Task Authorization_ThatCannotBeRead_IsUnauthenticated(string scheme, string rest)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/keys");
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {rest}");
        using HttpResponseMessage answer = await Server.Anonymous.SendAsync(request, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task WallLink_GivesTheScreenACookie_ThatReadsButNeverAdministers()
    {
        using HttpClient screen = Server.Client(null);
        using HttpResponseMessage page = await screen.GetAsync(Server.FirstRun.GetProperty("wallUrl").GetString(), Cancel);
        string cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=34560000", cookie, StringComparison.OrdinalIgnoreCase);

        using HttpResponseMessage read = await screen.GetAsync("/api/v1/catalog", Cancel);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using HttpResponseMessage keys = await screen.GetAsync("/api/v1/keys", Cancel);
        await keys.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task WallLink_WithAWrongToken_GivesNoCookieAndSendsToSignIn()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/wall/wall?token=tbd_wrong");
        request.Headers.Accept.ParseAdd("text/html");
        using HttpResponseMessage page = await Server.Anonymous.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.Equal("/login?return=%2Fwall%2Fwall", page.Headers.Location?.ToString());
        Assert.False(page.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task IngestKey_ReadsNothing()
    {
        foreach (string address in new[] { "/api/v1/catalog", "/api/v1/keys" })
        {
            using HttpResponseMessage answer = await Server.Ingest.GetAsync(address, Cancel);
            await answer.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string way, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/keys");
        switch (way)
        {
            case "X-API-Key":
                request.Headers.Add(way, key);
                break;
            case "Basic":
                request.Headers.Authorization = new AuthenticationHeaderValue(way, Convert.ToBase64String(Encoding.UTF8.GetBytes("anybody:" + key)));
                break;
            default:
                request.Headers.Authorization = new AuthenticationHeaderValue(way, key);
                break;
        }

        return await Server.Anonymous.SendAsync(request, Cancel);
    }
}
