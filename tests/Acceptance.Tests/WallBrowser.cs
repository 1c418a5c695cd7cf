using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>Debian's Chromium, started once for all page tests; nothing is downloaded.</summary>
public sealed class WallBrowser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private IPlaywright? playwright;

    /// <summary>The browser; null where Chromium is not installed.</summary>
    public IBrowser? Browser { get; private set; }

    /// <summary>Opens a page, full-HD unless told otherwise; console errors and failed requests to other hosts are collected.</summary>
    public async Task<WallPage> OpenAsync(Uri url, int width = 1920, int height = 1080)
    {
        Assert.SkipWhen(Browser is null, "Chromium is not installed (package chromium).");
        IBrowserContext context = await Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        WallPage page = new(await context.NewPageAsync(), url);
        await page.Page.GotoAsync(url.ToString());
        return page;
    }

    /// <summary>Opens a page in which the administrator of a server is signed in.</summary>
    public async Task<WallPage> OpenSignedInAsync(TongbiProcess tongbi, int width = 1920, int height = 1080)
    {
        ArgumentNullException.ThrowIfNull(tongbi);
        WallPage opened = await OpenAsync(new Uri(tongbi.Url, "/login"), width, height);
        IAPIResponse signedIn = await opened.Page.APIRequest.PostAsync(new Uri(tongbi.Url, "/api/v1/session").ToString(), new APIRequestContextOptions
        {
            DataObject = new { user = tongbi.FirstRun.GetProperty("adminUser").GetString(), password = tongbi.FirstRun.GetProperty("adminPassword").GetString() },
        });
        Assert.Equal(204, signedIn.Status);
        return opened;
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--js-flags=--expose-gc", "--enable-precise-memory-info",
            ],
        });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        GC.SuppressFinalize(this);
    }
}
