using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Dashboard.Security;
using Xunit;

namespace Tongbi.Dashboard.Tests.Security;

public sealed class KeyTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TongbiServer Server => county.Server;

    [Fact]
    public async Task Key_OnceRevoked_OpensNothingFromThenOn()
    {
        using HttpResponseMessage made = await Server.Admin.PostAsync("/api/v1/keys", new { name = "import", scopes = new[] { "read:*" } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        JsonElement key = await made.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        string id = key.GetProperty("id").GetString()!;
        using HttpClient client = Server.Client(key.GetProperty("key").GetString());
        using (HttpResponseMessage before = await client.GetAsync("/api/v1/catalog", Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        JsonElement listed = Assert.Single((await Server.Admin.GetJsonAsync("/api/v1/keys")).GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetString() == id);
        Assert.False(listed.TryGetProperty("key", out _));
        Assert.Equal(JsonValueKind.String, listed.GetProperty("lastUsedAt").ValueKind);

        using HttpResponseMessage revoked = await Server.Admin.DeleteAsync("/api/v1/keys/" + id, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using HttpResponseMessage after = await client.GetAsync("/api/v1/catalog", Cancel);
        await after.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using HttpResponseMessage again = await Server.Admin.DeleteAsync("/api/v1/keys/" + id, Cancel);
        await again.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_key");
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":[]}""", "bad_scope", "scopes")]
    [InlineData("""{"name":"x","scopes":["write:all"]}""", "bad_scope", "scopes")]
    [InlineData("""{"name":"x","scopes":["read:"]}""", "bad_scope", "scopes")]
    [InlineData("""{"name":"x","scopes":["read:PS99"]}""", "bad_scope", "scopes")]
    [InlineData("""{"name":"x","scopes":["ingest:nobody"]}""", "bad_scope", "scopes")]
    [InlineData("""{"name":"","scopes":["admin"]}""", "bad_name", "name")]
    [InlineData("""{"name":"x","scopes":["admin"],"expires":"soon"}""", "bad_time", "expires")]
    public async Task Key_ThatMakesNoSense_IsRefused(string body, string code, string field)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Server.Admin.PostAsync("/api/v1/keys", content, Cancel);
        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public void Key_OnceExpired_IsNotValid()
    {
        FakeTimeProvider time = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        using Tongbi.Testing.TemporaryFolder folder = new();
        using SecurityStore store = SecurityStore.Open(folder.File("security.db"), time);
        (_, string secret) = store.AddKey("short", ["admin"], time.GetUtcNow().AddDays(1));
        Assert.NotNull(store.FindValidKey(secret));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Null(store.FindValidKey(secret));
    }

    [Fact]
    public void Revocation_ByAnotherProcess_IsSeenAtOnce()
    {
        using Tongbi.Testing.TemporaryFolder folder = new();
        using SecurityStore server = SecurityStore.Open(folder.File("security.db"), TimeProvider.System);
        using SecurityStore verb = SecurityStore.Open(folder.File("security.db"), TimeProvider.System);
        (ApiKey key, string secret) = verb.AddKey("other", ["admin"], null);
        Assert.NotNull(server.FindValidKey(secret));
        Assert.True(verb.RevokeKey(key.Id));
        Assert.Null(server.FindValidKey(secret));
    }

    [Fact]
    public void ProcessKey_IsKnownToItsProcessOnly()
    {
        SecurityStore store = Server.Services.GetRequiredService<SecurityStore>();
        string secret = store.AddProcessKey("simulator", ["ingest:*"]);
        Assert.NotNull(store.FindValidKey(secret));
        using SecurityStore other = SecurityStore.Open(Path.Combine(Server.Data, "security.db"), TimeProvider.System);
        Assert.Null(other.FindValidKey(secret));
    }
}
