using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Screens;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Screens;

public sealed class ScreenEndpointTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TongbiServer Server => county.Server;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Screen_ThatTellsOfItselfOverTheHub_IsLiveAndGoneWhenItLeaves(bool messagePack)
    {
        (string id, string token) = await AddAsync("大厅");
        await using (HubConnection hub = await ConnectAsync("tongbi.device=" + token, messagePack))
        {
            await hub.InvokeAsync("Subscribe", new SubscribeRequest { View = "wall" }, Cancel);
            await hub.InvokeAsync("Report", new ScreenReport { Page = "p1", View = "wall", Visible = true, Frames = 120, FrameP95Ms = 16.7, HeapMb = 21.5, Nodes = 700, ServerVersion = "0.1", Version = 3 }, Cancel);
            JsonElement live = await ScreenAsync(id);
            Assert.Equal(("live", "大厅", 16.7, 700), (live.GetProperty("state").GetString(), live.GetProperty("name").GetString(), live.GetProperty("frameP95Ms").GetDouble(), live.GetProperty("nodes").GetInt32()));
            Assert.False(live.TryGetProperty("url", out _));
        }

        await Eventually.TrueAsync(async () => (await ScreenAsync(id)).GetProperty("state").GetString() == "gone", TimeSpan.FromSeconds(20), () => "the screen is not gone", Cancel);
    }

    [Fact]
    public async Task Screen_CanBeNamedAnewAndItsTokenRevoked()
    {
        (string id, string token) = await AddAsync("走廊");
        using (HttpResponseMessage renamed = await Server.Admin.PatchAsJsonAsync("/api/v1/screens/" + id, new { name = "指挥大厅" }, Cancel))
        {
            Assert.Equal("指挥大厅", (await renamed.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("name").GetString());
        }

        using HttpResponseMessage revoked = await Server.Admin.DeleteAsync("/api/v1/screens/" + id, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using HttpResponseMessage page = await Server.Anonymous.GetAsync("/wall/wall?token=" + token, Cancel);
        Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
        using HttpResponseMessage again = await Server.Admin.DeleteAsync("/api/v1/screens/" + id, Cancel);
        await again.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_screen");
    }

    [Theory]
    [InlineData("""{"name":""}""", "bad_name", "name")]
    [InlineData("""{"name":"x","wall":"nowhere"}""", "unknown_view", "wall")]
    [InlineData("""{"name":"x","unit":"PS99"}""", "unknown_unit", "unit")]
    public async Task Screen_ThatMakesNoSense_IsRefused(string body, string code, string field)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Server.Admin.PostAsync("/api/v1/screens", content, Cancel);

        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Report_OfAPerson_IsNobodysBusiness()
    {
        int before = (await Server.Admin.GetJsonAsync("/api/v1/screens")).GetProperty("items").GetArrayLength();
        await using HubConnection hub = new HubConnectionBuilder().WithUrl(new Uri(Server.Url, LiveExtensions.HubPath), options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.Headers["X-API-Key"] = Server.FirstRun.GetProperty("adminKey").GetString()!;
        }).Build();
        await hub.StartAsync(Cancel);
        await hub.InvokeAsync("Report", new ScreenReport { Page = "p1", Visible = true }, Cancel);

        Assert.Equal(before, (await Server.Admin.GetJsonAsync("/api/v1/screens")).GetProperty("items").GetArrayLength());
    }

    private async Task<(string Id, string Token)> AddAsync(string name)
    {
        using HttpResponseMessage made = await Server.Admin.PostAsJsonAsync("/api/v1/screens", new { name }, Cancel);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        JsonElement screen = await made.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("never", screen.GetProperty("state").GetString());
        return (screen.GetProperty("id").GetString()!, screen.GetProperty("url").GetString()!.Split("token=")[1]);
    }

    private async Task<JsonElement> ScreenAsync(string id) =>
        Assert.Single((await Server.Admin.GetJsonAsync("/api/v1/screens")).GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetString() == id);

    private async Task<HubConnection> ConnectAsync(string cookie, bool messagePack)
    {
        IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(new Uri(Server.Url, LiveExtensions.HubPath), options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.Headers["Cookie"] = cookie;
        });
        HubConnection hub = (messagePack ? builder.AddMessagePackProtocol() : builder).Build();
        await hub.StartAsync(Cancel);
        return hub;
    }
}
