using System.Globalization;
using Microsoft.Playwright;

namespace Tongbi.Acceptance;

/// <summary>A wall in a browser, read through the stable attributes that the page gives for it.</summary>
public sealed class WallPage
{
    private readonly List<string> errors = [];

    /// <summary>Wraps a page and listens for its errors.</summary>
    public WallPage(IPage page, Uri url)
    {
        Page = page;
        page.PageError += (_, error) => errors.Add(error);
        page.Request += (_, request) =>
        {
            Uri target = new(request.Url);
            if (target.Scheme is "http" or "https" or "ws" && target.Authority != url.Authority)
            {
                errors.Add("asked another host: " + target.Host);
            }
        };
    }

    /// <summary>The page itself.</summary>
    public IPage Page { get; }

    /// <summary>Script errors and requests to other hosts so far.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>A figure of a panel, by its role: <c>value</c>, <c>percent</c> or <c>base</c>.</summary>
    public ILocator Figure(string panel, string figure) => Page.Locator($"[data-panel=\"{panel}\"] [data-figure=\"{figure}\"]").First;

    /// <summary>Waits until a panel's value is the given count.</summary>
    public Task ExpectValueAsync(string panel, long value, float? timeout = 10_000) =>
        Assertions.Expect(Figure(panel, "value")).ToHaveAttributeAsync(
            "data-raw", value.ToString(CultureInfo.InvariantCulture), new LocatorAssertionsToHaveAttributeOptions { Timeout = timeout });

    /// <summary>Waits for the state of the link: <c>live</c>, <c>lost</c> or <c>connecting</c>.</summary>
    public Task ExpectLinkAsync(string state, float timeout) =>
        Assertions.Expect(Page.Locator($"[data-link=\"{state}\"]").First).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = timeout });

    /// <summary>The full-width band that says the link is lost.</summary>
    public ILocator LinkLostBand => Page.Locator("[data-testid=\"link-lost-band\"]");

    /// <summary>Used heap of the page after a forced collection, bytes.</summary>
    public Task<double> HeapAsync() => Page.EvaluateAsync<double>(
        "async () => { for (let i = 0; i < 3; i++) { gc(); await new Promise(r => setTimeout(r, 50)); } return performance.memory.usedJSHeapSize; }");
}
