using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The analyst makes a rule on the page, sees what it would say, saves it; the alert comes live; the duty leader acknowledges it on a phone.</summary>
public sealed partial class RulePageTests(WallBrowser browser) : IClassFixture<WallBrowser>
{
    private const string Notify = """
        receivers: [ { id: leaders, channels: [ { kind: file, folder: outbox } ] } ]
        route: { receiver: leaders, groupWait: PT0S }

        """;

    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rule_IsEditedWithPreview_AndItsAlertGoesFromTheWallToThePhone()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        await File.WriteAllTextAsync(config.File("notify.yaml"), Notify, Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        Uri server = tongbi.Url;
        WallPage opened = await browser.OpenSignedInAsync(tongbi);
        IPage page = opened.Page;

        // A new rule: mistakes are told beside the field and in the preview until there are none.
        await page.GotoAsync(new Uri(server, "/rules").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "新建规则" }).ClickAsync();
        ILocator preview = page.GetByTestId("rule-preview");
        await Assertions.Expect(preview).ToContainTextAsync("处需要修改", Patient);
        await page.Locator("[name=id]").FillAsync("many");
        await page.Locator("[name=name]").FillAsync("全年警情偏多");
        await page.Locator("[name=metric]").SelectOptionAsync("incident");
        await page.Locator("[name=statistic]").SelectOptionAsync("value");
        await page.Locator("[name=period]").FillAsync("someday");
        await Assertions.Expect(page.Locator("label", new() { Has = page.Locator("[name=period]") })).ToContainTextAsync("'someday' is not a period", Patient);
        await page.Locator("[name=period]").FillAsync("2019");
        await page.Locator("[name=threshold-orange]").FillAsync("3");
        await Assertions.Expect(preview).ToContainTextAsync("1个预警对象", Patient);

        // The text stays in step, both ways.
        await page.GetByRole(AriaRole.Tab, new() { Name = "YAML" }).ClickAsync();
        ILocator yaml = page.Locator("#rule-yaml");
        await Assertions.Expect(yaml).ToHaveValueAsync("id: many\nname: 全年警情偏多\nmetric: incident\nperiod: \"2019\"\nstatistic: value\nabove: { orange: 3 }\n");
        await yaml.FillAsync("id: many\nname: 全年警情偏多\nmetric: nothing\n");
        await Assertions.Expect(preview).ToContainTextAsync("第3行第9列", Patient);
        await yaml.FillAsync("id: many\nname: 全年警情偏多\nnameEn: Many in the year\nmetric: incident\nperiod: \"2019\"\nstatistic: value\nabove: { orange: 5 }\n");
        await Assertions.Expect(preview).ToContainTextAsync("1个预警对象", Patient);
        await page.GetByRole(AriaRole.Tab, new() { Name = "表单" }).ClickAsync();
        await Assertions.Expect(page.Locator("[name=threshold-orange]")).ToHaveValueAsync("5");
        await Assertions.Expect(page.Locator("[name=nameEn]")).ToHaveValueAsync("Many in the year");
        await SaveAsync(page, "试行");
        await Assertions.Expect(page.GetByTestId("rule-status")).ToContainTextAsync("第1版", Patient);
        Assert.EndsWith("/rules/many", page.Url, StringComparison.Ordinal);

        // The alert comes live: on the wall, in the preview, in the list.
        IPage wall = await page.Context.NewPageAsync();
        await wall.GotoAsync(new Uri(server, "/wall/wall").ToString());
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 12)), Cancel);
        ILocator sign = wall.GetByTestId("wall-alert");
        await Assertions.Expect(sign).ToContainTextAsync("未签收1条", Patient);
        await page.Locator("[name=threshold-red]").FillAsync("100");
        await Assertions.Expect(preview.Locator("[data-unit]").First).ToContainTextAsync("橙色", Patient);
        await Assertions.Expect(preview.Locator("blockquote")).ToContainTextAsync("12起");

        // What is in force and what is edited, tested side by side on the year past.
        await page.Locator("[name=threshold-orange]").FillAsync("50");
        await page.GetByRole(AriaRole.Tab, new() { Name = "回测" }).ClickAsync();
        await page.Locator("[data-testid=backtest] [name=step]").SelectOptionAsync("P1D");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始回测" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-side=saved]")).ToContainTextAsync("会触发1次,其中0次不足10起", Patient);
        await Assertions.Expect(page.Locator("[data-side=edited]")).ToContainTextAsync("会触发0次", Patient);
        await Assertions.Expect(page.Locator("[data-side=saved] canvas")).ToBeVisibleAsync();

        // On a phone: the alert is acknowledged.
        IPage phone = await page.Context.NewPageAsync();
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync(new Uri(server, "/alerts").ToString());
        await phone.Locator("[data-alert][data-severity=\"orange\"]").GetByRole(AriaRole.Link).ClickAsync();
        await phone.Locator("#alert-comment").FillAsync("已派警");
        await phone.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await Assertions.Expect(sign).ToContainTextAsync("未签收0条", Patient);

        // The edited rule in force: its alert ends, and the history is complete.
        await SaveAsync(page, "提高门槛");
        await Assertions.Expect(page.GetByTestId("rule-status")).ToContainTextAsync("第2版", Patient);
        await Assertions.Expect(phone.Locator("[data-step]")).ToHaveTextAsync([FiredPattern(), AcknowledgedPattern(), ResolvedPattern()], new() { Timeout = 30_000 });
        await Assertions.Expect(phone.Locator("[data-delivery=\"delivered\"]").First).ToContainTextAsync("leaders", Patient);

        // The first version is put back.
        await page.GetByRole(AriaRole.Tab, new() { Name = "版本" }).ClickAsync();
        ILocator versions = page.GetByTestId("rule-versions");
        await Assertions.Expect(versions.Locator("[data-version=\"2\"]")).ToContainTextAsync("above.orange");
        await versions.Locator("[data-version=\"1\"]").GetByRole(AriaRole.Button, new() { Name = "恢复此版" }).ClickAsync();
        await Assertions.Expect(page.Locator("[name=threshold-orange]")).ToHaveValueAsync("5");
        await Assertions.Expect(page.Locator("#rule-note")).ToHaveValueAsync("恢复第1版");
        await SaveAsync(page, null);
        await Assertions.Expect(sign).ToContainTextAsync("未签收1条", Patient);

        // In English, on a phone: nothing is wider than the screen.
        await page.SetViewportSizeAsync(390, 844);
        await page.GetByRole(AriaRole.Button, new() { Name = "EN", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("rule-status")).ToContainTextAsync("Version 3");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than a phone");
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-shelved=many]")).ToContainTextAsync("Deleted", Patient);
        await Assertions.Expect(sign).ToBeHiddenAsync(new() { Timeout = 30_000 });
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task RuleOfAFile_IsShownReadOnly_AndItsBackTestCanBeStopped()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("rules"));
        await File.WriteAllTextAsync(
            Path.Combine(config.File("rules"), "many.yaml"),
            "rules: [ { id: many, name: 警情偏多, metric: incident, depth: 1, period: mtd, statistic: rate, compare: year, above: { red: 1 }, significance: 0.05 } ]\n",
            Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(0, 12)), Cancel);
        Uri server = tongbi.Url;
        WallPage opened = await browser.OpenSignedInAsync(tongbi);
        IPage page = opened.Page;
        await page.GotoAsync(new Uri(server, "/rules").ToString());
        await page.Locator("#rule-search").FillAsync("偏多");
        await page.Locator("[data-rule=many]").GetByRole(AriaRole.Link, new() { Name = "警情偏多" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("rule-status")).ToContainTextAsync("many.yaml", Patient);
        await Assertions.Expect(page.Locator("[name=threshold-red]")).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator("#rule-note")).ToHaveCountAsync(0);

        // Ten years by the hour take a while: there is time to stop it.
        await page.GotoAsync(new Uri(server, "/rules/many/backtest").ToString());
        await page.Locator("[name=from]").FillAsync("2017-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始回测" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "停止" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("backtest")).ToContainTextAsync("已停止", Patient);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "开始回测" })).ToBeVisibleAsync();
    }

    private static async Task SaveAsync(IPage page, string? note)
    {
        if (note is not null)
        {
            await page.Locator("#rule-note").FillAsync(note);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#rule-note")).ToHaveValueAsync("", new() { Timeout = 30_000 });
    }

    [GeneratedRegex("触发")]
    private static partial Regex FiredPattern();

    [GeneratedRegex("签收.*已派警", RegexOptions.Singleline)]
    private static partial Regex AcknowledgedPattern();

    [GeneratedRegex("恢复")]
    private static partial Regex ResolvedPattern();
}
