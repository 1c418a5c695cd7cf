using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>A new alert is seen and heard in the room, and a wall that may not sound says so.</summary>
public sealed class WallAlarmTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private const string Rules = """
        rules:
          - { id: many, name: 全年警情偏多, nameEn: Many incidents in the year, metric: incident, period: "2019", statistic: value, above: { yellow: 3, red: 20 } }

        """;

    /// <summary>A loudspeaker that counts its tones.</summary>
    private const string CountingSound = """
        window.tones = 0
        window.AudioContext = class {
          state = 'running'
          currentTime = 0
          destination = {}
          createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect() {}, disconnect() {} } }
          createOscillator() { return { frequency: {}, connect() {}, start() { window.tones++ }, stop() {} } }
          async resume() {}
          async close() {}
        }
        """;

    /// <summary>A browser that keeps silent until somebody presses; a headless one follows no such rule by itself.</summary>
    private const string ForbiddenSound = """
        window.AudioContext = class {
          state = 'suspended'
          onstatechange = null
          async resume() { window.resumed = true; this.state = 'running'; this.onstatechange?.() }
          async close() {}
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewAlert_ShowsAToast_Sounds_AndLeavesByItself()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        await using TongbiProcess tongbi = await StartAsync(data, config);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi));
        IPage page = wall.Page;
        await page.AddInitScriptAsync(CountingSound);
        await page.ReloadAsync();
        await wall.ExpectLinkAsync("live", 30_000);
        await Assertions.Expect(page.GetByTestId("sound-muted")).ToHaveCountAsync(0);

        // Yellow is shown, but sounds from orange on only.
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 8)), Cancel);
        ILocator toast = page.GetByTestId("toast");
        await Assertions.Expect(toast).ToContainTextAsync("新预警 · 黄色", new() { Timeout = 30_000 });
        await Assertions.Expect(toast).ToContainTextAsync("全年警情偏多");

        // Which screens took it is on record.
        string taken = "";
        await Eventually.TrueAsync(
            async () => (taken = await tongbi.Admin.GetStringAsync("/api/v1/deliveries", Cancel)).Contains("1: wall@device:", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60),
            () => taken,
            Cancel);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => window.tones"));

        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(8, 20)), Cancel);
        await Assertions.Expect(page.Locator("[data-testid=\"toast\"][data-severity=\"red\"]")).ToContainTextAsync("预警升级 · 红色", new() { Timeout = 30_000 });
        Assert.Equal(6, await page.EvaluateAsync<int>("() => window.tones"));
        await Assertions.Expect(page.GetByTestId("sound-lasting")).ToHaveAttributeAsync("data-lasting", "repeating");
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished.catch(() => {})))");
        LocatorBoundingBoxResult box = (await page.Locator("[data-testid=\"toast\"][data-severity=\"red\"]").BoundingBoxAsync())!;
        Assert.True(box.X > 960 && box.X + box.Width <= 1920 && box.Y + box.Height < 1080, $"the toast stands at {box.X}, {box.Y}, {box.Width} by {box.Height}");

        // Acknowledged: the sound has nothing more to say; the toast goes when its time is over.
        string id = (await SomeAlertAsync(tongbi)).ToString();
        using (HttpResponseMessage done = await tongbi.Admin.PostAsync($"/api/v1/alerts/{id}/acknowledge", null, Cancel))
        {
            Assert.True(done.IsSuccessStatusCode);
        }

        await Assertions.Expect(page.GetByTestId("sound-lasting")).ToHaveCountAsync(0);
        await Assertions.Expect(toast).ToHaveCountAsync(0, new() { Timeout = 45_000 });

        // A wall that is opened while it fires makes no news of it.
        await page.ReloadAsync();
        await wall.ExpectLinkAsync("live", 30_000);
        await Assertions.Expect(page.GetByTestId("wall-alert")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(toast).ToHaveCountAsync(0);
        Assert.Empty(wall.Errors);
    }

    [Fact]
    public async Task BrowserThatForbidsSound_IsShownInTheHead_AndOnePressAllowsIt()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        await using TongbiProcess tongbi = await StartAsync(data, config);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi));
        await wall.Page.AddInitScriptAsync(ForbiddenSound);
        await wall.Page.ReloadAsync();
        await wall.ExpectLinkAsync("live", 30_000);
        ILocator muted = wall.Page.GetByTestId("sound-muted");

        await Assertions.Expect(muted).ToHaveTextAsync("静音");
        await muted.ClickAsync();

        await Assertions.Expect(muted).ToHaveCountAsync(0);
        Assert.True(await wall.Page.EvaluateAsync<bool>("() => window.resumed"));
        Assert.Empty(wall.Errors);
    }

    private static async Task<TongbiProcess> StartAsync(TemporaryFolder data, TemporaryFolder config)
    {
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(Path.Combine(config.File("rules"), "many.yaml"), Rules, Cancel);
        await File.WriteAllTextAsync(config.File("notify.yaml"), "receivers: [ { id: room, channels: [ { kind: wall } ] } ]\nroute: { receiver: room, groupWait: PT0S }\n", Cancel);
        return await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
    }

    private static async Task<System.Text.Json.JsonElement> SomeAlertAsync(TongbiProcess tongbi) =>
        System.Text.Json.JsonDocument.Parse(await tongbi.Admin.GetStringAsync("/api/v1/alerts", Cancel)).RootElement.GetProperty("items")[0].GetProperty("id");

    private static Uri WallUrl(TongbiProcess tongbi) => new(tongbi.FirstRun.GetProperty("wallUrl").GetString()!);
}
