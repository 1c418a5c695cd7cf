using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>A duty leader on a phone: sees the alert come, opens it, acknowledges it with the keyboard alone, reads what happened and who was told.</summary>
public sealed partial class AlertPageTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private const string Rule = """
        rules:
          - { id: many, name: 全年警情偏多, nameEn: Many incidents in the year, metric: incident, period: "2019", statistic: value, above: { orange: 3, red: 500 } }

        """;

    private const string Notify = """
        receivers: [ { id: leaders, channels: [ { kind: file, folder: outbox } ] } ]
        route: { receiver: leaders, groupWait: PT0S }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alert_ComesLive_IsAcknowledgedOnAPhone_AndItsHistoryIsComplete()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(Path.Combine(config.File("rules"), "many.yaml"), Rule, Cancel);
        await File.WriteAllTextAsync(config.File("notify.yaml"), Notify, Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        Uri server = tongbi.Url;
        WallPage opened = await browser.OpenSignedInAsync(tongbi, 390, 844);
        IPage page = opened.Page;
        await page.GotoAsync(new Uri(server, "/alerts").ToString());
        await Assertions.Expect(page.GetByTestId("no-alerts")).ToBeVisibleAsync();

        // It appears on the open page.
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 12)), Cancel);
        ILocator entry = page.Locator("[data-alert][data-severity=\"orange\"]");
        await Assertions.Expect(entry).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(entry).ToContainTextAsync("全年警情偏多");
        await Assertions.Expect(entry).ToContainTextAsync("12起");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than a phone");

        // The wall says so in its head, in the alert's colour.
        IPage wall = await page.Context.NewPageAsync();
        await wall.SetViewportSizeAsync(1920, 1080);
        await wall.GotoAsync(new Uri(server, "/wall/wall").ToString());
        ILocator sign = wall.GetByTestId("wall-alert");
        await Assertions.Expect(sign).ToHaveTextAsync("橙色预警 1条未签收1条", new() { Timeout = 30_000 });

        await entry.GetByRole(AriaRole.Link).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("alert-state")).ToHaveTextAsync("预警中");
        await page.Locator("#alert-comment").FocusAsync();
        await page.Keyboard.TypeAsync("已派警");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("acknowledged-by")).ToContainTextAsync(tongbi.FirstRun.GetProperty("adminUser").GetString()!);
        await Assertions.Expect(page.Locator("[data-step]")).ToHaveTextAsync([TriggeredPattern(), AcknowledgedPattern()]);
        await Assertions.Expect(page.Locator("[data-delivery=\"delivered\"]")).ToContainTextAsync("leaders");

        await Assertions.Expect(sign).ToHaveTextAsync("橙色预警 1条未签收0条");

        // The page and the API say the same.
        JsonElement alert = JsonDocument.Parse(await tongbi.Admin.GetStringAsync("/api/v1/alerts", Cancel)).RootElement.GetProperty("items")[0];
        await Assertions.Expect(page.Locator(".alert-head")).ToContainTextAsync(alert.GetProperty("summary").GetString()!);

        await page.GetByRole(AriaRole.Button, new() { Name = "EN", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".alert-head")).ToContainTextAsync("Many incidents in the year");
        await page.GetByRole(AriaRole.Button, new() { Name = "False alarm", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("alert-state")).ToHaveTextAsync("Resolved");
        await Assertions.Expect(page.Locator("[data-step=\"falseAlarm\"]")).ToBeVisibleAsync();
        await Assertions.Expect(sign).ToBeHiddenAsync();
        Assert.Empty(opened.Errors);
    }

    [GeneratedRegex("触发")]
    private static partial Regex TriggeredPattern();

    [GeneratedRegex("签收.*已派警", RegexOptions.Singleline)]
    private static partial Regex AcknowledgedPattern();
}
