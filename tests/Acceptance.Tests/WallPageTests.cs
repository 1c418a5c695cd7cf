using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The wall as a bureau sees it: the real program, the real page, a real browser.</summary>
public sealed class WallPageTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wall_ShowsTheFiguresOfTheApi_AndChangesWithoutReload()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 3_000)), Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 2_399), year: 2018), Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi));
        await wall.ExpectValueAsync("total", 3_000);
        await wall.ExpectValueAsync("vice", (await SomeEvents.CountAsync(tongbi.Admin, "metric=incident.vice_lead&period=2019", Cancel))!.Value);
        JsonElement item = Assert.Single(await SomeEvents.StatisticsAsync(tongbi.Admin, "metric=incident&period=2019&compare=year", Cancel));
        JsonElement comparison = item.GetProperty("comparisons").GetProperty("year");
        Assert.Equal("+25.05%", comparison.GetProperty("percent").GetString());
        await Assertions.Expect(wall.Figure("total", "percent")).ToHaveTextAsync("+25.05%");
        await Assertions.Expect(wall.Figure("total", "base")).ToHaveAttributeAsync("data-raw", "2399");

        JsonElement[] units = await SomeEvents.StatisticsAsync(tongbi.Admin, "metric=incident&period=2019&by=unit", Cancel);
        foreach (JsonElement unit in units)
        {
            ILocator row = wall.Page.Locator($"[data-panel=\"units\"] [data-row=\"{unit.GetProperty("key").GetString()}\"] [data-figure=\"value\"]");
            Assert.Equal(unit.GetProperty("value").ToString(), await row.GetAttributeAsync("data-raw"));
        }

        string mark = await wall.Page.EvaluateAsync<string>("() => window.__mark = String(performance.timeOrigin)");
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(3_000, 7)), Cancel);
        await wall.ExpectValueAsync("total", 3_007);
        Assert.Equal(mark, await wall.Page.EvaluateAsync<string>("() => window.__mark"));
        Assert.Empty(wall.Errors);
    }

    [Fact]
    public async Task Wall_WhenTheServerIsKilled_SaysSoAcrossTheScreen_AndCatchesUpWithoutReload()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 100)), Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi));
        await wall.ExpectValueAsync("total", 100);
        await wall.ExpectLinkAsync("live", 10_000);
        string mark = await wall.Page.EvaluateAsync<string>("() => window.__mark = String(performance.timeOrigin)");

        await tongbi.KillAsync();
        await Assertions.Expect(wall.LinkLostBand).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 10_000 });
        LocatorBoundingBoxResult box = (await wall.LinkLostBand.BoundingBoxAsync())!;
        Assert.InRange(box.Width, 1_900, 1_930);
        Assert.Equal("100", await wall.Figure("total", "value").GetAttributeAsync("data-raw"));

        await tongbi.StartAgainAsync(Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(100, 50)), Cancel);
        await wall.ExpectLinkAsync("live", 60_000);
        await wall.ExpectValueAsync("total", 150, 30_000);
        await Assertions.Expect(wall.LinkLostBand).ToBeHiddenAsync();
        Assert.Equal(mark, await wall.Page.EvaluateAsync<string>("() => window.__mark"));
    }

    [Fact]
    public async Task Wall_AfterTenThousandUpdates_HoldsNoMoreMemory()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 500)), Cancel);
        WallPage wall = await browser.OpenAsync(WallUrl(tongbi));
        await wall.ExpectValueAsync("total", 500);
        await ChangeAsync(500, 1_000);
        double before = await wall.HeapAsync();
        int nodes = await NodesAsync();
        await ChangeAsync(1_500, 10_000);
        double after = await wall.HeapAsync();
        Assert.True(after < before * 1.15 + 1_000_000, string.Create(CultureInfo.InvariantCulture, $"heap {before:N0} → {after:N0} bytes"));
        Assert.InRange(await NodesAsync(), 1, nodes + 50);
        Assert.Empty(wall.Errors);

        // Each event is a version of its own; the server may merge them on the way, the page must not mind either way.
        async Task ChangeAsync(int from, int count)
        {
            const int AtOnce = 8;
            await Parallel.ForEachAsync(
                Enumerable.Range(0, AtOnce),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
                async (lane, stop) =>
                {
                    for (int number = from + lane; number < from + count; number += AtOnce)
                    {
                        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Line(number) + "\n", stop);
                    }
                });
            await wall.ExpectValueAsync("total", from + count, 60_000);
        }

        Task<int> NodesAsync() => wall.Page.EvaluateAsync<int>("() => document.querySelectorAll('*').length");
    }

    [Fact]
    public async Task Wall_InEnglish_ShowsTheSameFigures()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 321)), Cancel);
        WallPage wall = await browser.OpenAsync(new Uri(WallUrl(tongbi) + "&lang=en"));
        await wall.ExpectValueAsync("total", 321);
        Assert.Contains("Test wall", await wall.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(wall.Page.Locator("body")).ToContainTextAsync("Vice leads");
    }

    private static Uri WallUrl(TongbiProcess tongbi) => new(tongbi.FirstRun.GetProperty("wallUrl").GetString()!);
}
