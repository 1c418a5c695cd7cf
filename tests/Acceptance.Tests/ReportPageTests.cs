using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The statistician at the end of the month: begins the report, writes, reviews and publishes it on its page.</summary>
public sealed class ReportPageTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_IsDraftedWrittenReviewedAndPublished_OnItsPage()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        Uri server = tongbi.Url;
        WallPage opened = await browser.OpenSignedInAsync(tongbi);
        IPage page = opened.Page;

        await page.GotoAsync(new Uri(server, "/reports").ToString());
        await page.GetByTestId("report-period").Locator("input").Or(page.Locator("input[data-testid=\"report-period\"]")).First.FillAsync("2024-02");
        await page.GetByTestId("report-begin").ClickAsync();
        await Assertions.Expect(page.GetByTestId("report-state")).ToHaveTextAsync("草稿");
        await Assertions.Expect(page.Locator(".report-paper")).ToContainTextAsync("2024年2月1日至2024年2月29日(29天)");
        await Assertions.Expect(page.Locator("[data-table=\"figures\"]")).ToBeVisibleAsync();

        await page.Locator("[data-section=\"proposals\"] textarea").First.FillAsync("加强夜间巡防。");
        await page.GetByTestId("section-save").ClickAsync();
        await Assertions.Expect(page.Locator(".report-manual")).ToHaveTextAsync("加强夜间巡防。");
        await page.GetByTestId("report-review").ClickAsync();
        await Assertions.Expect(page.GetByTestId("report-state")).ToHaveTextAsync("已审核");
        await page.GetByTestId("report-publish").ClickAsync();
        await Assertions.Expect(page.GetByTestId("report-state")).ToHaveTextAsync("已发布", new LocatorAssertionsToHaveTextOptions { Timeout = 60_000 });
        await page.GetByTestId("report-compare").ClickAsync();
        await Assertions.Expect(page.GetByTestId("no-changes")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("a[data-format=\"docx\"]")).ToHaveAttributeAsync("href", "/api/v1/reports/1/file?format=docx&lang=zh");
        Assert.Empty(opened.Errors);
    }
}
