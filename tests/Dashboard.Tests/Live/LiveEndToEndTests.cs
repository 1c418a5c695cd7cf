using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Tongbi.Dashboard.Live;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class LiveEndToEndTests : IDisposable
{
    private readonly TemporaryFolder config = new();

    public LiveEndToEndTests()
    {
        File.WriteAllText(config.File("catalog.yaml"), SmallBureau.CatalogueText);
        Directory.CreateDirectory(config.File("walls"));
        File.WriteAllText(Path.Combine(config.File("walls"), "wall.yaml"), SmallBureau.WallText);
    }

    public void Dispose() => config.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_PostedToTheRealProgram_ReachTheScreenAsTheFiguresOfTheApi(bool messagePack)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using TongbiServer server = await TongbiServer.StartAsync(cancellation, config.Path, time: new RunningClock(SmallBureau.Morning));
        await using Screen screen = await ConnectAsync(server, messagePack);
        await screen.SubscribeAsync(new { view = "wall", lang = "en" });
        Dictionary<string, JsonNode> figures = [];
        Apply(figures, await screen.NextAsync("Snapshot"));

#pragma warning disable RS0030 // Seeded: the same records at every run.
        Random random = new(993);
#pragma warning restore RS0030
        long version = 0;
        for (int delivery = 0; delivery < 5; delivery++)
        {
            int first = delivery * 40;
            version = (await server.PostEventsAsync(Enumerable.Range(first, 40).Select(number => Event(random, number)), cancellation)).GetProperty("version").GetInt64();
        }

        long shown = 0;
        while (shown < version)
        {
            (string method, JsonNode message) = await screen.NextAsync();
            if (method is "Snapshot" or "Update")
            {
                Apply(figures, message);
                shown = (long)message["version"]!;
            }
        }

        string[] questions =
        [
            "metric=case.handled&period=ytd&compare=year",
            "metric=incident.vice_lead&period=ytd&compare=year,previous",
            "metric=incident&period=today&compare=year",
            "metric=incident&period=mtd&compare=year&by=unit",
            "metric=incident&period=mtd&by=category",
        ];
        int compared = 0;
        foreach (string question in questions)
        {
            JsonNode answer = JsonNode.Parse(await server.Admin.GetStringAsync("/api/v1/statistics?" + question, cancellation))!;
            Assert.Equal(version, (long?)answer["version"]);
            foreach (JsonNode? item in answer["items"]!.AsArray())
            {
                Assert.True(JsonNode.DeepEquals(item, figures[Key(item!)]), $"API:\n{item}\n\nscreen:\n{figures[Key(item!)]}");
                compared++;
            }
        }

        Assert.Equal(figures.Count, compared);
    }

    [Fact]
    public async Task WallLink_OfTheFirstRun_OpensTheHubAndTheSnapshotOfItsUnit()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using TongbiServer server = await TongbiServer.StartAsync(cancellation, config.Path, time: new RunningClock(SmallBureau.Morning));
        using HttpClient device = server.Client(null);
        using HttpResponseMessage page = await device.GetAsync(new Uri(server.FirstRun.GetProperty("wallUrl").GetString()!), cancellation);
        string cookie = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await using HubConnection connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server.Url, LiveExtensions.HubPath), options => options.Headers["Cookie"] = cookie).Build();
        await using Screen screen = new(connection);
        await connection.StartAsync(cancellation);

        await screen.SubscribeAsync(new { view = "wall" });

        JsonObject snapshot = await screen.NextAsync("Snapshot");
        Assert.All(snapshot["figures"]!.AsArray(), figure => Assert.NotNull(figure!["unit"]));
        JsonNode asked = JsonNode.Parse(await device.GetStringAsync("/api/v1/walls/wall/snapshot", cancellation))!;
        Assert.True(JsonNode.DeepEquals(asked["figures"], snapshot["figures"]));
    }

    private static async Task<Screen> ConnectAsync(TongbiServer server, bool messagePack)
    {
        string key = server.FirstRun.GetProperty("adminKey").GetString()!;
        IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(new Uri(server.Url, LiveExtensions.HubPath), options => options.Headers["X-API-Key"] = key);
        Screen screen = new((messagePack ? builder.AddMessagePackProtocol() : builder).Build());
        await screen.Connection.StartAsync(TestContext.Current.CancellationToken);
        return screen;
    }

    private static string Event(Random random, int number)
    {
        string[] categories = ["", "admin", "admin/gambling", "admin/noise", "fire"];
        string[] units = ["331125", "PS01", "PS02"];
        bool isCase = random.Next(3) == 0;
        Instant at = SmallBureau.Morning - Duration.FromMinutes(random.Next(0, 60 * 24 * 430));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"source":"{{(isCase ? "casework" : "dispatch110")}}","id":"E{{number}}","metric":"{{(isCase ? "case.handled" : "incident")}}","category":"{{(isCase ? "" : categories[random.Next(5)])}}","unit":"{{units[random.Next(3)]}}","occurredAt":"{{InstantPattern.General.Format(at)}}"}
            """);
    }

    private static void Apply(Dictionary<string, JsonNode> figures, JsonNode message)
    {
        foreach (JsonNode? figure in message["figures"]!.AsArray())
        {
            figures[Key(figure!)] = figure!;
        }
    }

    private static string Key(JsonNode figure) =>
        $"{figure["metric"]}|{figure["unit"]}|{figure["category"]}|{figure["source"]}|{figure["key"]}|{figure["period"]!["name"]}";
}
