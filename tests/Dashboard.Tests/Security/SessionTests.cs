using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tongbi.Dashboard.Security;
using Xunit;

namespace Tongbi.Dashboard.Tests.Security;

public sealed class SessionTests(CountyServer county) : IClassFixture<CountyServer>
{
    private const string Password = "correct horse battery";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TongbiServer Server => county.Server;

    private SecurityStore Store => Server.Services.GetRequiredService<SecurityStore>();

    [Fact]
    public async Task SignIn_WithTheFirstRunPassword_OpensASessionUntilSignedOut()
    {
        using HttpClient browser = Server.Client(null);
        using HttpResponseMessage signIn = await browser.PostAsync("/api/v1/session", new { user = "admin", password = Server.FirstRun.GetProperty("adminPassword").GetString() });
        Assert.Equal(HttpStatusCode.NoContent, signIn.StatusCode);
        string cookie = Assert.Single(signIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        JsonElement session = await browser.GetJsonAsync("/api/v1/session");
        Assert.Equal("""{"user":"admin","scopes":["admin"],"unit":"331125"}""", session.GetRawText());

        using HttpResponseMessage signOut = await browser.DeleteAsync("/api/v1/session", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, signOut.StatusCode);
        using HttpResponseMessage after = await browser.GetAsync("/api/v1/session", Cancel);
        await after.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("admin", "wrong")]
    [InlineData("nobody", "wrong")]
    [InlineData("", "")]
    public async Task SignIn_WithWhatDoesNotFit_IsBadCredentials(string user, string password)
    {
        using HttpResponseMessage answer = await Server.Anonymous.PostAsync("/api/v1/session", new { user, password });
        await answer.AssertProblemAsync(HttpStatusCode.Unauthorized, "bad_credentials");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("""{"user":"admin"}""")]
    [InlineData("""{"user":"admin","password":null}""")]
    [InlineData("""{"user":"admin","password":"x","more":1}""")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task SignIn_WithABodyThatIsNotItsShape_IsABadRequest(string body)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Server.Anonymous.PostAsync("/api/v1/session", content, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_request");
    }

    [Fact]
    public async Task Session_OfAnAccountWithAScope_CarriesItAndNothingMore()
    {
        using HttpClient browser = await SignInAsync("reader", "read:PS01");
        JsonElement session = await browser.GetJsonAsync("/api/v1/session");
        Assert.Equal("PS01", session.GetProperty("unit").GetString());
        using HttpResponseMessage keys = await browser.GetAsync("/api/v1/keys", Cancel);
        await keys.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Session_WhenThePasswordChanges_IsOver()
    {
        using HttpClient browser = await SignInAsync("changer", "read:*");
        using (HttpResponseMessage before = await browser.GetAsync("/api/v1/session", Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        Store.SetPassword("changer", "another " + Password);
        using HttpResponseMessage after = await browser.GetAsync("/api/v1/session", Cancel);
        await after.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", true)]
    [InlineData("Sec-Fetch-Site", "same-site", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", false)]
    [InlineData("Origin", "https://elsewhere.example", true)]
    [InlineData("Origin", "null", true)]
    [InlineData("Origin", "SELF", false)]
    public async Task UnsafeRequest_WithACookie_MustComeFromOurOwnPages(string header, string value, bool refused)
    {
        using HttpClient browser = await SignInAsync("admin-" + Guid.NewGuid().ToString("N"), "admin");
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/keys") { Content = JsonContent.Create(new { name = "test", scopes = new[] { "read:*" } }) };
        request.Headers.Add(header, value == "SELF" ? Server.Url.GetLeftPart(UriPartial.Authority) : value);
        using HttpResponseMessage answer = await browser.SendAsync(request, Cancel);
        if (refused)
        {
            await answer.AssertProblemAsync(HttpStatusCode.Forbidden, "cross_origin");
        }
        else
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    [Fact]
    public async Task UnsafeRequest_WithAKeyInAHeader_MayComeFromAnywhere()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/keys") { Content = JsonContent.Create(new { name = "test", scopes = new[] { "read:*" } }) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using HttpResponseMessage answer = await Server.Admin.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task SignIn_FromAForeignPage_IsRefused()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/session") { Content = JsonContent.Create(new { user = "admin", password = Server.FirstRun.GetProperty("adminPassword").GetString() }) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using HttpResponseMessage answer = await Server.Anonymous.SendAsync(request, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.Forbidden, "cross_origin");
    }

    private async Task<HttpClient> SignInAsync(string name, string scope)
    {
        Store.AddUser(name, Password, [scope]);
        HttpClient browser = Server.Client(null);
        using HttpResponseMessage answer = await browser.PostAsync("/api/v1/session", new { user = name, password = Password });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return browser;
    }
}
