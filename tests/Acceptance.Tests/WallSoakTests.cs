using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>
/// What months do to a wall, in short: much data, cut links, killed servers, jumping clocks. <c>TONGBI_SOAK=1</c> takes the full numbers,
/// <c>TONGBI_SOAK_HOURS=24</c> (<c>tests/soak/wall.sh</c>) as long as one can wait.
/// </summary>
public sealed class WallSoakTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool IsFull => Environment.GetEnvironmentVariable("TONGBI_SOAK") == "1";

    private static double Hours => double.TryParse(Environment.GetEnvironmentVariable("TONGBI_SOAK_HOURS"), CultureInfo.InvariantCulture, out double hours) ? hours : IsFull ? 24.0 / 50 : 0;

    [Fact]
    public async Task Wall_AfterADayOfUpdates_HoldsWhatItHeldAtItsStart()
    {
        // A city's day has some 4,000 incidents. In a short run all of the few come as fast as they are taken.
        const int PerDay = 4_000;
        const int Short = 2_500;
        const int Batch = 5;
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 500)), Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi, tongbi.Url));
        ICDPSession inspector = await wall.Page.Context.NewCDPSessionAsync(wall.Page);
        await inspector.SendAsync("Performance.enable");
        int sent = 500;
        await SendAsync(1_000, TimeSpan.Zero);
        Holding start = await HoldingAsync(inspector);

        int events = Hours > 0 ? Math.Max(Short, PerDay) : Short;
        await SendAsync(events, Hours > 0 ? TimeSpan.FromHours(Hours) / (events / Batch) : TimeSpan.Zero);

        Holding end = await HoldingAsync(inspector);
        TestContext.Current.SendDiagnosticMessage($"heap {start.Heap:N0} → {end.Heap:N0} bytes, nodes {start.Nodes} → {end.Nodes}, listeners {start.Listeners} → {end.Listeners}");
        Assert.True(end.Heap <= start.Heap * 1.10, $"heap {start.Heap:N0} → {end.Heap:N0} bytes");
        Assert.InRange(end.Nodes, 1, start.Nodes + (start.Nodes / 50));
        Assert.InRange(end.Listeners, 1, start.Listeners);
        Assert.Empty(wall.Errors);

        async Task SendAsync(int count, TimeSpan pause)
        {
            for (int last = sent + count; sent < last; sent += Batch)
            {
                await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(sent, Batch)), Cancel);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, TimeProvider.System, Cancel);
                }
            }

            await wall.ExpectValueAsync("total", sent, 60_000);
        }
    }

    [Fact]
    public async Task Wall_WhoseLinkIsCutAgainAndAgain_IsRightEachTime()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await using CuttableLink link = new(tongbi.Url.Port);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 10)), Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi, link.Url));
        await wall.ExpectValueAsync("total", 10);
        int sent = 10;
        for (int cut = 0; cut < (IsFull ? 50 : 4); cut++)
        {
            link.Cut();
            await wall.ExpectLinkAsync("lost", 15_000);
            await Assertions.Expect(wall.LinkLostBand).ToBeVisibleAsync();
            await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(sent, 10)), Cancel);
            Assert.Equal(sent.ToString(CultureInfo.InvariantCulture), await wall.Figure("total", "value").GetAttributeAsync("data-raw"));
            sent += 10;
            link.Mend();
            await wall.ExpectLinkAsync("live", 60_000);
            await wall.ExpectValueAsync("total", sent);
            await Assertions.Expect(wall.LinkLostBand).ToBeHiddenAsync();
        }

        Assert.Empty(wall.Errors);
    }

    [Fact]
    public async Task Wall_WhoseServerIsKilledAgainAndAgain_IsRightEachTime()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi, tongbi.Url));
        await wall.ExpectLinkAsync("live", 20_000);
        string loaded = await wall.Page.EvaluateAsync<string>("() => String(performance.timeOrigin)");
        int sent = 0;
        for (int kill = 0; kill < (IsFull ? 50 : 2); kill++)
        {
            await tongbi.KillAsync();
            await wall.ExpectLinkAsync("lost", 15_000);
            await tongbi.StartAgainAsync(Cancel);
            await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(sent, 10)), Cancel);
            sent += 10;
            await wall.ExpectLinkAsync("live", 60_000);
            await wall.ExpectValueAsync("total", sent, 30_000);
        }

        Assert.Equal(loaded, await wall.Page.EvaluateAsync<string>("() => String(performance.timeOrigin)"));
        Assert.Empty(wall.Errors);
    }

    [Theory]
    [InlineData(+86_400_000)]
    [InlineData(-86_400_000)]
    public async Task Wall_WhenItsComputersClockJumps_KeepsTheServersTimeAndGoesOn(long jump)
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 10)), Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi, tongbi.Url));
        await wall.ExpectValueAsync("total", 10);
        string date = await wall.Page.Locator(".wall-date").InnerTextAsync();

        await wall.Page.EvaluateAsync("jump => { const real = Date.now.bind(Date); Date.now = () => real() + jump; }", jump);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(10, 10)), Cancel);

        await wall.ExpectValueAsync("total", 20);
        await wall.ExpectLinkAsync("live", 5_000);
        Assert.Equal(date, await wall.Page.Locator(".wall-date").InnerTextAsync());
        Assert.Empty(wall.Errors);
    }

    [Fact]
    public async Task Screen_IsLiveWhileItsPageIsOpen_AndGoneAfterwards()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi, tongbi.Url));
        await wall.ExpectLinkAsync("live", 20_000);

        JsonElement live = await ScreenAsync("live");
        Assert.True(live.GetProperty("frameP95Ms").GetDouble() > 0);
        Assert.Equal((1920, 1080), (live.GetProperty("width").GetInt32(), live.GetProperty("height").GetInt32()));
        Assert.Equal("wall", live.GetProperty("view").GetString());

        await wall.Page.CloseAsync();
        await ScreenAsync("gone");

        async Task<JsonElement> ScreenAsync(string state)
        {
            JsonElement screen = default;
            await Eventually.TrueAsync(
                async () =>
                {
                    screen = Assert.Single(JsonDocument.Parse(await tongbi.Admin.GetStringAsync("/api/v1/screens", Cancel)).RootElement.GetProperty("items").EnumerateArray());
                    return screen.GetProperty("state").GetString() == state;
                },
                TimeSpan.FromSeconds(40),
                () => $"the screen is not {state}: {screen}",
                Cancel);
            return screen;
        }
    }

    private static Uri WallUrl(TongbiProcess tongbi, Uri via) => new(via, new Uri(tongbi.FirstRun.GetProperty("wallUrl").GetString()!).PathAndQuery);

    private static async Task<Holding> HoldingAsync(ICDPSession inspector)
    {
        // Twice: what the first round lets go may have held something else.
        await inspector.SendAsync("HeapProfiler.collectGarbage");
        await inspector.SendAsync("HeapProfiler.collectGarbage");
        JsonElement metrics = (await inspector.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        double Metric(string name) => metrics.EnumerateArray().First(metric => metric.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();
        return new Holding(Metric("JSHeapUsedSize"), (int)Metric("Nodes"), (int)Metric("JSEventListeners"));
    }

    private sealed record Holding(double Heap, int Nodes, int Listeners);
}
