using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Tongbi.Acceptance;

/// <summary>A wall drawn with the mouse: the shipped wall's copy gets a panel, has one moved, and is shown.</summary>
public sealed class EditorPageTests(WallBrowser browser, DemoServer demo) : IClassFixture<WallBrowser>, IClassFixture<DemoServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Editor_AddsAndMovesPanels_PreviewsAndSavesACopyOfAFile()
    {
        WallPage opened = await browser.OpenSignedInAsync(demo.Tongbi);
        IPage page = opened.Page;
        await page.GotoAsync(new Uri(demo.Tongbi.Url, "/walls/upright/edit").ToString());
        await Assertions.Expect(page.Locator("[data-grid-panel]")).ToHaveCountAsync(8, new() { Timeout = 20_000 });
        await Assertions.Expect(page.GetByTestId("preview").Locator(".panel")).ToHaveCountAsync(8, new() { Timeout = 20_000 });
        Assert.Equal("upright-2", await page.GetByTestId("name").Locator("input").Or(page.Locator("input[data-testid=name]")).First.InputValueAsync());

        // The lowest panel goes, a clock comes in its place, and is made half as wide.
        await page.Locator("[data-grid-panel=shares]").ClickAsync();
        await page.GetByTestId("remove").ClickAsync();
        await page.GetByTestId("add").ClickAsync();
        await page.Locator("[data-kind=clock]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-grid-panel=clock1]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("preview").Locator("[data-panel=clock1]")).ToBeVisibleAsync();
        await DragAsync(page, "clock1");
        await DemoServer.KeepPictureAsync(page, "editor");
        await page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("saved")).ToBeVisibleAsync();

        JsonElement saved = await demo.GetAsync("/api/v1/walls/upright-2/source", Cancel);
        Assert.Equal(("saved", 1), (saved.GetProperty("origin").GetString(), saved.GetProperty("version").GetInt32()));
        JsonElement clock = Assert.Single(saved.GetProperty("layout").GetProperty("panels").EnumerateArray(), panel => panel.GetProperty("id").GetString() == "clock1");
        Assert.True(clock.GetProperty("x").GetInt32() > 0, "the panel was not moved");
        WallPage wall = await browser.OpenAsync(demo.WallUrl("upright-2", "zh"), 1080, 1920);
        await Assertions.Expect(wall.Page.Locator("[data-panel=clock1]")).ToBeVisibleAsync();

        using StringContent layout = new("id: wall\n", Encoding.UTF8, "application/yaml");
        using HttpRequestMessage put = new(HttpMethod.Put, "/api/v1/walls/wall") { Content = layout };
        using HttpResponseMessage refused = await demo.Tongbi.Admin.SendAsync(put, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Empty(opened.Errors);
    }

    /// <summary>Drags a panel to the right by its own width.</summary>
    private static async Task DragAsync(IPage page, string panel)
    {
        ILocator tile = page.Locator($"[data-grid-panel={panel}]");
        await tile.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await tile.BoundingBoxAsync())!;
        (float x, float y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + 20, y + 2, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.MoveAsync(x + box.Width, y, new MouseMoveOptions { Steps = 10 });
        await page.Mouse.UpAsync();
    }
}
