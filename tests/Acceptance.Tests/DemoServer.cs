using System.Text.Json;
using Microsoft.Playwright;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The program as it is shipped, with its demo, started once for all tests that only look at it.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private readonly TemporaryFolder data = new();
    private TongbiProcess? tongbi;

    /// <summary>The running program.</summary>
    public TongbiProcess Tongbi => tongbi!;

    /// <summary>Address of a wall with the device token of the first start.</summary>
    public Uri WallUrl(string id, string language) =>
        new($"{Tongbi.FirstRun.GetProperty("wallUrl").GetString()!.Replace("/wall/wall?", $"/wall/{id}?", StringComparison.Ordinal)}&lang={language}");

    /// <summary>Reads an answer as the administrator.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await Tongbi.Admin.GetStringAsync(path, cancellationToken)).RootElement.Clone();

    /// <summary>Keeps a picture for people to look at, in the folder that <c>TONGBI_PICTURES</c> names; without it none is taken.</summary>
    public static async Task KeepPictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TONGBI_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        string config = Path.Combine(RepositoryPaths.Root, "config");
        tongbi = await TongbiProcess.StartAsync(data.Path, config, TestContext.Current.CancellationToken, "--demo");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (tongbi is not null)
        {
            await tongbi.DisposeAsync();
        }

        data.Dispose();
        GC.SuppressFinalize(this);
    }
}
