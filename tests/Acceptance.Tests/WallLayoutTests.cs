using System.Text.Json;
using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>Every wall that is shipped, at its own size in a real browser, with the demo's figures on it.</summary>
public sealed class WallLayoutTests(WallBrowser browser, DemoServer demo) : IClassFixture<WallBrowser>, IClassFixture<DemoServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wall", 1920, 1080, 1, 1, 1)]
    [InlineData("uhd", 3840, 2160, 1, 1, 2)]
    [InlineData("ultrawide", 5760, 1080, 3, 1, 1)]
    [InlineData("ultrawide-uhd", 7680, 2160, 4, 2, 1)]
    [InlineData("pair-left", 1920, 1080, 1, 1, 2)]
    [InlineData("pair-right", 1920, 1080, 1, 1, 2)]
    [InlineData("upright", 1080, 1920, 1, 1, 1)]
    public async Task Layout_AtItsOwnSize_CutsNothingAndKeepsOffTheSeams(string id, int width, int height, int tilesAcross, int tilesDown, int pages)
    {
        foreach (string language in new[] { "zh", "en" })
        {
            for (int page = 1; page <= pages; page++)
            {
                WallPage wall = await browser.OpenAsync(new Uri($"{demo.WallUrl(id, language)}&page={page}"), width, height);
                await wall.ExpectLinkAsync("live", 20_000);
                string[] misplaced = await WallMeasure.MisplacedAsync(wall.Page, Lines(width, tilesAcross), Lines(height, tilesDown));
                await DemoServer.KeepPictureAsync(wall.Page, $"{id}-{page}-{language}");
                Assert.True(misplaced.Length == 0, $"{id} {language} page {page}:\n" + string.Join('\n', misplaced));
                JsonElement layout = await demo.GetAsync($"/api/v1/walls/{id}", Cancel);
                Assert.Equal(layout.GetProperty("panels").GetArrayLength(), await wall.Page.Locator(".panel").CountAsync());
                Assert.Empty(wall.Errors);
                await wall.Page.Context.CloseAsync();
            }
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task DefaultWall_OfACatalogueWithoutLayouts_CutsNothing(string language)
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        int year = TimeProvider.System.GetUtcNow().Year;
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), Path.Combine(config.Path, "catalog.yaml"));
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 20_000), year: year), Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 18_399), year: year - 1), Cancel);
        WallPage wall = await browser.OpenAsync(new Uri(tongbi.FirstRun.GetProperty("wallUrl").GetString()! + "&lang=" + language));
        await wall.ExpectLinkAsync("live", 10_000);
        await Assertions.Expect(wall.Figure("headline1", "percent")).ToBeVisibleAsync();

        Assert.Empty(await WallMeasure.MisplacedAsync(wall.Page));
    }

    [Fact]
    public async Task Headline_InATileOfThreeRows_CutsNothing()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 12_000)), Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 11_399), year: 2018), Cancel);
        WallPage wall = await browser.OpenAsync(new Uri(tongbi.FirstRun.GetProperty("wallUrl").GetString()!));
        await wall.ExpectValueAsync("total", 12_000);

        Assert.Empty(await WallMeasure.MisplacedAsync(wall.Page));
    }

    private static int[] Lines(int length, int tiles) => [.. Enumerable.Range(1, tiles - 1).Select(tile => tile * length / tiles)];
}
