using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Dashboard.Demo;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Demo;

/// <summary>The whole program with its shipped configuration, as a newcomer starts it.</summary>
public sealed class DemoServerTests
{
    private static readonly string Shipped = Path.Combine(RepositoryPaths.Root, "config");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newcomer_SeesTheFoundingFiguresComeOutOfTheArithmetic_AndTheLinkAtEveryStart()
    {
        using TemporaryFolder data = new();
        string link;
        await using (TongbiServer server = await TongbiServer.StartAsync(Cancel, config: Shipped, data: data.Path, demo: true))
        {
            link = new Uri(server.FirstRun.GetProperty("wallUrl").GetString()!).PathAndQuery;
            Assert.Contains(server.Url.GetLeftPart(UriPartial.Authority) + link, server.Terminal, StringComparison.Ordinal);
            Assert.Contains("模拟数据", server.Terminal, StringComparison.Ordinal);

            await Eventually.TrueAsync(
                () => Task.FromResult(DemoMarker.TryRead(data.Path) is { PostedTo: not null }),
                TimeSpan.FromMinutes(3),
                () => "The history was not posted.",
                Cancel);
            Assert.Equal(["+25.06% [\"significant\"]", "−6.26% [\"significant\"]", "−23.99% [\"significant\"]"], await FiguresAsync(server, DemoMarker.TryRead(data.Path)!.FirstStart));

            // Daily, the last one of yesterday: nothing is missing of it.
            Assert.Contains(await StateAsync(server, DemoMarker.TryRead(data.Path)!.FirstStart, "force.grid_worker"), new[] { "complete", "provisional" });
            Assert.True((await server.Admin.GetJsonAsync("/api/v1/walls/wall")).GetProperty("demo").GetBoolean());
        }

        await using TongbiServer again = await TongbiServer.StartAsync(Cancel, config: Shipped, data: data.Path, demo: true);
        Assert.Contains(again.Url.GetLeftPart(UriPartial.Authority) + link, again.Terminal, StringComparison.Ordinal);
    }

    /// <summary>
    /// As of the first start: the year to date, or in the first two weeks of a year the last full one. Marks stand beside the percentage:
    /// the bases must be complete, so the only one is that the change is no chance.
    /// </summary>
    private static async Task<string[]> FiguresAsync(TongbiServer server, Instant firstStart)
    {
        JsonElement answer = await AskAsync(server, firstStart, "case.admin.handled,incident.admin,incident.vice_lead");
        return
        [
            .. answer.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("comparisons").GetProperty("year"))
                .Select(year => year.GetProperty("percent").GetString() + (year.TryGetProperty("marks", out JsonElement marks) ? " " + marks.GetRawText() : "")),
        ];
    }

    private static async Task<string> StateAsync(TongbiServer server, Instant firstStart, string metric) =>
        (await AskAsync(server, firstStart, metric)).GetProperty("items")[0].GetProperty("quality").GetProperty("state").GetString()!; // not null: always given

    private static Task<JsonElement> AskAsync(TongbiServer server, Instant firstStart, string metrics)
    {
        OffsetDateTime start = firstStart.WithOffset(Offset.FromHours(8));
        string period = start.DayOfYear <= FoundingSpan.MinimumDays ? (start.Year - 1).ToString(CultureInfo.InvariantCulture) : "ytd";
        return server.Admin.GetJsonAsync($"/api/v1/statistics?metric={metrics}&period={period}&compare=year&at={OffsetDateTimePattern.Rfc3339.Format(start)}");
    }
}
