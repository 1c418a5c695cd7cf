using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The statistician before signing: pastes a bulletin, sees the slip, copies the right words.</summary>
public sealed class BulletinPageTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private const string Bulletin = "1月9日至15日,全市公安机关共接报有效警情3410起,日均488起,较上周的3356起增加54起,环比上升1.61%。";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bulletin_WithAWrongMean_IsMarkedAndCorrected_InBothLanguages()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        Uri server = tongbi.Url;
        WallPage opened = await browser.OpenSignedInAsync(tongbi);
        IPage page = opened.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(new Uri(server, "/bulletin").ToString());

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "核对", Exact = true })).ToBeDisabledAsync();
        await page.Locator("#bulletin-text").FillAsync(Bulletin);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "核对", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("mark[data-verdict=\"wrong\"]")).ToHaveTextAsync("日均488起");
        await Assertions.Expect(page.Locator("mark[data-verdict=\"ok\"]")).ToHaveTextAsync(["增加54起", "上升1.61%"]);
        await Assertions.Expect(page.Locator(".bulletin-text")).ToHaveTextAsync(Bulletin);
        ILocator wrong = page.Locator("[data-finding=\"wrong\"]");
        await Assertions.Expect(wrong.GetByTestId("right")).ToHaveTextAsync("日均487起");
        await Assertions.Expect(wrong).ToContainTextAsync("3410÷7=487.14");
        await wrong.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(wrong.GetByRole(AriaRole.Button)).ToHaveTextAsync("已复制");
        Assert.Equal("日均487起", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "EN", Exact = true }).ClickAsync();
        await Assertions.Expect(wrong).ToContainTextAsync("the printed figure does not follow");
        await page.Locator("#bulletin-text").FillAsync("Nothing to compute.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("bulletin-none")).ToBeVisibleAsync();
        Assert.Empty(opened.Errors);
    }
}
