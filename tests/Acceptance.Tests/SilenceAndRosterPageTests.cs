using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The shift lead silences what is being repaired, lets somebody stand in, and reads what became of an alert.</summary>
public sealed partial class SilenceAndRosterPageTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private const string Rule = """
        rules:
          - { id: many, name: 全年警情偏多, nameEn: Many incidents in the year, metric: incident, period: "2019", statistic: value, above: { orange: 3, red: 500 } }

        """;

    private const string Notify = """
        receivers:
          - { id: li, channels: [ { kind: file, folder: li } ] }
          - { id: wang, channels: [ { kind: file, folder: wang } ] }
          - { id: duty, roster: { first: 2026-01-01, rotation: [li] } }
        route: { receiver: duty, groupWait: PT0S, groupInterval: PT1S }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StandIn_Silence_AndTheAlertsOwnPage_WorkTogether()
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

        // Wang stands in for Li now: the alert goes to Wang.
        await page.GotoAsync(new Uri(server, "/rosters").ToString());
        await Assertions.Expect(page.GetByTestId("on-duty")).ToHaveTextAsync("li");
        await Assertions.Expect(page.Locator("[data-day]")).ToHaveCountAsync(15);
        ILocator now = page.Locator("[data-day].now");
        await now.GetByRole(AriaRole.Button, new() { Name = "替班", Exact = true }).ClickAsync();
        await page.GetByLabel("替班人").SelectOptionAsync("wang");
        await page.GetByLabel("原因", new() { Exact = false }).FillAsync("培训");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("on-duty")).ToHaveTextAsync("wang");
        await Assertions.Expect(now).ToContainTextAsync("替 li");
        await Assertions.Expect(now).ToContainTextAsync("培训");
        await AssertFitsAsync(page);

        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 12)), Cancel);
        await page.GotoAsync(new Uri(server, "/alerts").ToString());
        await page.Locator("[data-alert]").GetByRole(AriaRole.Link).ClickAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("[data-delivery=\"delivered\"]")).ToContainTextAsync("wang", new() { Timeout = 30_000 });

        // The attempts are there, and the curve of the figure that the rule judged.
        await page.Locator(".attempts summary").First.ClickAsync();
        await Assertions.Expect(page.Locator(".attempts p").First).ToContainTextAsync("送达");
        await Assertions.Expect(page.Locator("[data-testid=\"alert-curve\"] canvas")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".curve figcaption")).ToContainTextAsync("最高 12");
        await AssertFitsAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("acknowledged-by")).ToBeVisibleAsync();

        // How fast that was stands in the list.
        await page.GotoAsync(new Uri(server, "/alerts").ToString());
        await page.GetByTestId("response-times").Locator("summary").ClickAsync();
        await Assertions.Expect(page.Locator("[data-stage=\"acknowledge\"] td")).ToHaveCountAsync(8);
        await page.GetByRole(AriaRole.Button, new() { Name = "按接收人", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-key=\"wang\"]")).ToBeVisibleAsync();

        // A silence: its preview names the alert, and it cannot be made without end and reason.
        await page.GotoAsync(new Uri(server, "/silences").ToString());
        ILocator create = page.GetByRole(AriaRole.Button, new() { Name = "静默", Exact = true });
        await page.GetByLabel("规则", new() { Exact = true }).SelectOptionAsync("many");
        await Assertions.Expect(page.GetByTestId("silence-preview")).ToContainTextAsync("现在会挡住1条正在触发的预警");
        await Assertions.Expect(create).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "2小时", Exact = true }).ClickAsync();
        await page.GetByTestId("silence-reason").FillAsync("数据修复");
        await AssertFitsAsync(page);
        await create.ClickAsync();
        ILocator silence = page.Locator("[data-silence=\"active\"]");
        await Assertions.Expect(silence).ToContainTextAsync("规则 是 全年警情偏多");
        await Assertions.Expect(silence).ToContainTextAsync("数据修复");
        JsonElement listed = (await tongbi.Admin.GetFromJsonAsync<JsonElement>("/api/v1/silences?state=active", Cancel))[0];
        Assert.Equal("many", listed.GetProperty("matchers")[0].GetProperty("value").GetString());
        await silence.GetByRole(AriaRole.Button, new() { Name = "立即结束", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("state-empty")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "已结束", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-silence=\"expired\"]")).ToContainTextAsync("数据修复");

        await page.GotoAsync(new Uri(server, "/rosters").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "EN", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("on-duty")).ToHaveTextAsync("li");
        await page.GetByText("Record of stand-ins").ClickAsync();
        await Assertions.Expect(page.Locator(".record p")).ToContainTextAsync(TakenBackPattern());
        Assert.Empty(opened.Errors);
    }

    private static async Task AssertFitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than a phone");

    [GeneratedRegex("wang for li: 培训 .*taken back")]
    private static partial Regex TakenBackPattern();
}
