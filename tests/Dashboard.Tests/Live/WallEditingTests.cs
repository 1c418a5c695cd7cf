using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class WallEditingTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TongbiServer Server => county.Server;

    [Fact]
    public async Task Save_OfANewWall_IsInForceAtOnceAndKeepsEveryVersion()
    {
        JsonElement first = await SaveAsync("drawn", Layout("drawn", "第一"), "0");
        JsonElement second = await SaveAsync("drawn", Layout("drawn", "第二"), "1");

        Assert.Equal((1, 2), (first.GetProperty("version").GetInt32(), second.GetProperty("version").GetInt32()));
        Assert.Equal("第二", (await Server.Admin.GetJsonAsync("/api/v1/walls/drawn")).GetProperty("title").GetString());
        JsonElement source = await Server.Admin.GetJsonAsync("/api/v1/walls/drawn/source");
        Assert.Equal(("saved", 2), (source.GetProperty("origin").GetString(), source.GetProperty("version").GetInt32()));
        Assert.Equal("clock", source.GetProperty("layout").GetProperty("panels")[0].GetProperty("kind").GetString());
        string[] versions = [.. Directory.EnumerateFiles(Path.Combine(Server.Data, "walls", "versions"), "drawn.*").Order().Select(file => File.ReadLines(file).First())];
        Assert.Equal(2, versions.Length);
        Assert.Matches("^# version 1, saved .* by key:", versions[0]);

        using HttpResponseMessage late = await PutAsync("drawn", Layout("drawn", "第三"), "1");
        await late.AssertProblemAsync(HttpStatusCode.Conflict, "version_conflict");

        using HttpResponseMessage deleted = await Server.Admin.DeleteAsync("/api/v1/walls/drawn", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using HttpResponseMessage gone = await Server.Admin.GetAsync("/api/v1/walls/drawn", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(3, (await SaveAsync("drawn", Layout("drawn", "又来"), "2")).GetProperty("version").GetInt32());
        using HttpResponseMessage again = await Server.Admin.DeleteAsync("/api/v1/walls/drawn", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Theory]
    [InlineData("Bad Name", "0", HttpStatusCode.BadRequest, "bad_name")]
    [InlineData("other", "", HttpStatusCode.BadRequest, "missing_version")]
    [InlineData("other", "7", HttpStatusCode.Conflict, "version_conflict")]
    public async Task Save_ThatMayNotBe_IsRefused(string id, string seen, HttpStatusCode status, string code)
    {
        using HttpResponseMessage answer = await PutAsync(Uri.EscapeDataString(id), Layout(id, "墙"), seen);

        await answer.AssertProblemAsync(status, code);
    }

    [Fact]
    public async Task Save_OfALayoutWithMistakes_TellsThemAllAtTheirPlaces()
    {
        using HttpResponseMessage answer = await PutAsync("wrong", Layout("wrong", "墙").Replace("kind: clock", "kind: cuckoo", StringComparison.Ordinal) + "colour: red\n", "0");

        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_wall");
        Assert.Equal([8, 9], problem.GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetProperty("line").GetInt32()));
        using HttpResponseMessage wall = await Server.Admin.GetAsync("/api/v1/walls/wrong", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, wall.StatusCode);
    }

    [Fact]
    public async Task Preview_ShowsTheFiguresOfNow_AndSavesNothing()
    {
        const string Panel = "  - { id: total, kind: headline, x: 0, y: 4, w: 6, h: 4, metric: incident, period: ytd }\n";
        JsonElement good = await PreviewAsync(Layout("trial", "墙") + Panel);

        Assert.Empty(good.GetProperty("mistakes").EnumerateArray());
        Assert.Equal("total", good.GetProperty("document").GetProperty("panels")[1].GetProperty("id").GetString());
        JsonElement figure = Assert.Single(good.GetProperty("snapshot").GetProperty("figures").EnumerateArray());
        JsonElement item = Assert.Single((await Server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=ytd")).GetProperty("items").EnumerateArray());
        Assert.Equal(item.GetProperty("value").ToString(), figure.GetProperty("value").ToString());

        JsonElement bad = await PreviewAsync(Layout("trial", "墙") + Panel.Replace("ytd", "never", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, bad.GetProperty("document").ValueKind);
        Assert.Contains("never", Assert.Single(bad.GetProperty("mistakes").EnumerateArray()).GetProperty("reason").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage wall = await Server.Admin.GetAsync("/api/v1/walls/trial", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, wall.StatusCode);
    }

    private static string Layout(string id, string title) => $$"""
        id: "{{id}}"
        title: {{title}}
        width: 1920
        height: 1080
        columns: 24
        rows: 12
        panels:
          - { id: clock, kind: clock, x: 0, y: 0, w: 6, h: 4 }

        """;

    private async Task<JsonElement> PreviewAsync(string yaml)
    {
        using StringContent content = new(yaml, Encoding.UTF8, "application/yaml");
        using HttpResponseMessage answer = await Server.Admin.PostAsync("/api/v1/walls/preview", content, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private async Task<JsonElement> SaveAsync(string id, string yaml, string seen)
    {
        using HttpResponseMessage answer = await PutAsync(id, yaml, seen);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private async Task<HttpResponseMessage> PutAsync(string id, string yaml, string seen)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/api/v1/walls/" + id) { Content = new StringContent(yaml, Encoding.UTF8, "application/yaml") };
        if (seen.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        }

        return await Server.Admin.SendAsync(request, Cancel);
    }
}
