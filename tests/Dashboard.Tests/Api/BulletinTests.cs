using System.Net;
using System.Text;
using System.Text.Json;
using Tongbi.Collector.Bulletins;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary><c>POST /api/v1/bulletins/check</c>.</summary>
public sealed class BulletinTests(CountyServer county) : IClassFixture<CountyServer>
{
    private const string Address = "/api/v1/bulletins/check";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_FindsTheErrorAndSaysWhy()
    {
        using HttpResponseMessage answer = await county.Server.Admin.PostAsync(Address, new { text = "共接报有效警情3410起,日均488起,较上周的3356起增加54起,环比上升1.61%。", days = 7 });
        string json = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            """{"offset":13,"length":6,"kind":"daily_mean","verdict":"wrong","reason":"miscalculated","printed":"日均488起","right":"日均487起","rightHalfEven":null,"exact":"487.14","why":"3410÷7=487.14,印数不符,应为“日均487起”","whyEn":"3410÷7=487.14: the printed figure does not follow; should read 日均487起"}""",
            JsonDocument.Parse(json).RootElement.GetProperty("items")[0].GetRawText());
        Assert.StartsWith("""{"ok":2,"wrong":1,"notDerivable":0,"complete":true,"items":[""", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_IsForReadersOnly()
    {
        using HttpResponseMessage stranger = await county.Server.Anonymous.PostAsync(Address, new { text = "" });
        await stranger.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using HttpResponseMessage sender = await county.Server.Ingest.PostAsync(Address, new { text = "" });
        await sender.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        HttpClient station = await county.Server.ClientWithScopesAsync(Cancel, "read:PS01");
        using HttpResponseMessage reader = await station.PostAsync(Address, new { text = "" });
        Assert.Equal(HttpStatusCode.OK, reader.StatusCode);
    }

    [Fact]
    public async Task Text_AboveTheLimit_IsRefused()
    {
        using HttpResponseMessage most = await PostAsync(BulletinChecker.MaxCharacters);
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        using HttpResponseMessage more = await PostAsync(BulletinChecker.MaxCharacters + 1);
        JsonElement problem = await more.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_long");
        Assert.Equal("text", problem.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("""{"text":"","days":0}""", "bad_days")]
    [InlineData("""{"text":"","days":3661}""", "bad_days")]
    [InlineData("""{"text":null}""", "bad_request")]
    [InlineData("""{"days":7}""", "bad_request")]
    [InlineData("""{"text":"","unit":"331125"}""", "bad_request")]
    [InlineData("""[""", "bad_request")]
    public async Task Body_ThatIsNoBulletin_IsRefused(string body, string code)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await county.Server.Admin.PostAsync(Address, content, Cancel);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Text_IsNeitherStoredNorLogged()
    {
        const string Secret = "绝密演练代号";
        using HttpResponseMessage answer = await county.Server.Admin.PostAsync(Address, new { text = Secret + "警情70起,上周62起,上升13.9%。" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        byte[] bytes = Encoding.UTF8.GetBytes(Secret);
        string[] files = [.. Directory.GetFiles(county.Server.Data, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "server.lock")];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream content = new();
            await stream.CopyToAsync(content, Cancel);
            Assert.Equal(-1, content.ToArray().AsSpan().IndexOf(bytes));
        }

        Assert.DoesNotContain(Secret, county.Server.Terminal, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(int characters)
    {
        using StringContent body = new($$"""{"text":"{{new string('x', characters)}}"}""", Encoding.UTF8, "application/json");
        return await county.Server.Admin.PostAsync(Address, body, Cancel);
    }
}
