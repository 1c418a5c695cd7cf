using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class WallEndpointTests
{
    [Fact]
    public async Task Layout_IsAnsweredWithNames()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        using HttpClient http = server.Http();

        JsonNode wall = await GetAsync(http, "/api/v1/walls/wall");

        Assert.Equal("331125", (string?)wall["unit"]!["code"]);
        Assert.Equal(("Asia/Shanghai", 1, true), ((string?)wall["timeZone"], (int?)wall["weekStart"], (bool?)wall["demo"]));
        JsonNode cases = Panel(wall, "cases");
        Assert.Equal(("查处 · 本年累计", "Cases handled · year to date"), ((string?)cases["title"], (string?)cases["titleEn"]));
        Assert.Equal(("flow", "up"), ((string?)cases["metric"]!["kind"], (string?)cases["metric"]!["polarity"]));
        Assert.Equal(["PS01", "PS02", "331125/~"], Panel(wall, "units")["rows"]!.AsArray().Select(row => (string?)row!["key"]));
        Assert.Equal(["admin", "fire", "/~"], Panel(wall, "shares")["rows"]!.AsArray().Select(row => (string?)row!["key"]));
        Assert.Null(Panel(wall, "clock")["metric"]);
    }

    [Fact]
    public async Task Rows_OfALayout_NameEveryKeyOfItsFigures()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        server.Cube.Count("incident", "", "331125", SmallBureau.Morning - Duration.FromDays(1));
        using HttpClient http = server.Http();

        JsonNode wall = await GetAsync(http, "/api/v1/walls/wall");
        JsonNode snapshot = await GetAsync(http, "/api/v1/walls/wall/snapshot");

        string?[] rows = [.. wall["panels"]!.AsArray().SelectMany(panel => panel!["rows"]!.AsArray()).Select(row => (string?)row!["key"])];
        string?[] keys = [.. snapshot["figures"]!.AsArray().Select(figure => (string?)figure!["key"]).OfType<string>()];
        Assert.Equal(6, keys.Length);
        Assert.Subset(rows.ToHashSet(), keys.ToHashSet());
    }

    [Theory]
    [InlineData("/api/v1/walls/wall?unit=PS01", "read:PS02", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("/api/v1/walls/wall/snapshot?unit=331125", "read:PS02", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("/api/v1/walls/wall/snapshot?unit=PS99", "admin", HttpStatusCode.BadRequest, "unknown_unit")]
    [InlineData("/api/v1/walls/none/snapshot", "admin", HttpStatusCode.NotFound, "unknown_view")]
    [InlineData("/api/v1/walls/wall", "ingest:*", HttpStatusCode.Forbidden, "forbidden")]
    public async Task Wall_ThatMayNotBeShown_IsRefusedWithItsCode(string address, string scopes, HttpStatusCode status, string code)
    {
        await using LiveServer server = await LiveServer.StartAsync();
        using HttpClient http = server.Http(scopes);

        using HttpResponseMessage answer = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["code"]);
    }

    [Theory]
    [InlineData("/api/v1/walls")]
    [InlineData("/api/v1/walls/wall")]
    [InlineData("/api/v1/walls/wall/snapshot")]
    [InlineData("/hubs/live/negotiate?negotiateVersion=1")]
    public async Task Anything_WithoutCredentials_IsRefused(string address)
    {
        await using LiveServer server = await LiveServer.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(server.Url) };

        using HttpResponseMessage answer = await http.SendAsync(
            new HttpRequestMessage(address.Contains("negotiate", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, address),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Snapshot_AfterANewVersion_ShowsItAtOnce()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        using HttpClient http = server.Http();
        await GetAsync(http, "/api/v1/walls/wall/snapshot");

        long version = server.Cube.Count("case.handled", "", "PS01", SmallBureau.Morning - Duration.FromDays(1), 5);
        server.Ledger.Version = version;
        JsonNode snapshot = await GetAsync(http, "/api/v1/walls/wall/snapshot");

        Assert.Equal(version, (long?)snapshot["version"]);
        Assert.Equal(5, (decimal?)snapshot["figures"]!.AsArray().Single(figure => (string?)figure!["metric"] == "case.handled")!["value"]);
    }

    [Fact]
    public async Task List_ShowsTheWallsThatTheCallerMayRead()
    {
        await using LiveServer server = await LiveServer.StartAsync(SmallBureau.WallText.Replace("rows: 12", "rows: 12\nunit: PS01", StringComparison.Ordinal));
        using HttpClient one = server.Http("read:PS01");
        using HttpClient two = server.Http("read:PS02");

        Assert.Equal("PS01", (string?)Assert.Single((await GetAsync(one, "/api/v1/walls"))["items"]!.AsArray())!["unit"]);
        Assert.Empty((await GetAsync(two, "/api/v1/walls"))["items"]!.AsArray());
    }

    private static async Task<JsonNode> GetAsync(HttpClient http, string address) =>
        JsonNode.Parse(await http.GetStringAsync(address, TestContext.Current.CancellationToken))!;

    private static JsonNode Panel(JsonNode wall, string id) => wall["panels"]!.AsArray().Single(panel => (string?)panel!["id"] == id)!;
}
