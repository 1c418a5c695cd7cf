using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Health;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class LiveHubTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Subscribe_OnBothProtocols_SendsTheSnapshotThatHttpAnswers(bool messagePack)
    {
        await using LiveServer server = await LiveServer.StartAsync();
        CountSomething(server.Cube);
        await using Screen screen = await server.ConnectAsync(messagePack);

        await screen.SubscribeAsync(new { view = "wall", lang = "zh" });
        JsonObject pushed = await screen.NextAsync("Snapshot");
        using HttpClient http = server.Http();
        JsonNode? asked = JsonNode.Parse(await http.GetStringAsync("/api/v1/walls/wall/snapshot", TestContext.Current.CancellationToken));

        Assert.True(JsonNode.DeepEquals(asked, pushed), $"HTTP:\n{asked}\n\nhub:\n{pushed}");
        Assert.Equal(
            ["version", "at", "figures", "alerts", "sources", "curves", "demo", "serverVersion"],
            pushed.Select(member => member.Key));
        Assert.Equal(server.Cube.Version, (long?)pushed["version"]);
        Assert.True((bool?)pushed["demo"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Figures_OfEveryMessage_EqualTheStatisticsAtItsVersion(bool messagePack)
    {
        await using LiveServer server = await LiveServer.StartAsync();
        await using Screen screen = await server.ConnectAsync(messagePack);
        await screen.SubscribeAsync(new { view = "wall" });
        JsonObject shown = await screen.NextAsync("Snapshot");
        Dictionary<string, JsonNode> figures = [];
        Apply(figures, shown);
#pragma warning disable RS0030 // Seeded: the same counts at every run.
        Random random = new(20260306);
#pragma warning restore RS0030
        string[] categories = ["", "admin", "admin/gambling", "admin/noise", "fire"];
        string[] units = ["331125", "PS01", "PS02"];

        for (int round = 0; round < 12; round++)
        {
            for (int change = 0; change < 3; change++)
            {
                Duration ago = Duration.FromHours(random.Next(0, 24 * 500));
                server.Cube.Count("incident", categories[random.Next(categories.Length)], units[random.Next(units.Length)], SmallBureau.Morning - ago, random.Next(1, 50));
            }

            JsonObject message;
            do
            {
                (string method, JsonNode node) = await server.DriveAsync(screen.NextAsync());
                message = node.AsObject();
                if (method is "Snapshot" or "Update")
                {
                    figures = method == "Snapshot" ? [] : figures;
                    Apply(figures, message);
                }
            }
            while ((long?)message["version"] != server.Cube.Version);

            Instant at = NodaTime.Text.OffsetDateTimePattern.Rfc3339.Parse((string)message["at"]!).Value.ToInstant(); // every such message has it
            foreach (JsonNode expected in Ask(server, at))
            {
                JsonNode actual = figures[Key(expected)];
                Assert.True(JsonNode.DeepEquals(expected, actual), $"statistics:\n{expected}\n\nhub:\n{actual}");
            }
        }
    }

    [Fact]
    public async Task Update_AfterACount_CarriesOnlyWhatChanged()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        CountSomething(server.Cube);
        await using Screen screen = await server.ConnectAsync();
        await screen.SubscribeAsync(new { view = "wall" });
        JsonObject snapshot = await screen.NextAsync("Snapshot");

        server.Cube.Count("case.handled", "", "PS01", SmallBureau.Morning - Duration.FromDays(2));
        JsonObject update = await server.DriveAsync(screen.NextAsync("Update"));

        Assert.Equal(["case.handled"], Figures(update).Select(figure => (string?)figure["metric"]));
        Assert.Empty(update["curves"]!.AsArray());
        Assert.Equal((long?)snapshot["version"] + 1, (long?)update["version"]);
    }

    [Fact]
    public async Task Update_WithinOneInterval_MergesChangesAndKeepsTheRate()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        await using Screen screen = await server.ConnectAsync();
        await screen.SubscribeAsync(new { view = "wall" });
        await screen.NextAsync("Snapshot");

        long last = 0;
        for (int change = 0; change < 200; change++)
        {
            last = server.Cube.Count("case.handled", "", "PS01", SmallBureau.Morning - Duration.FromDays(2));
        }

        Instant begun = Now(server);
        List<JsonObject> updates = [];
        do
        {
            updates.Add(await server.DriveAsync(screen.NextAsync("Update")));
        }
        while ((long?)updates[^1]["version"] != last);

        Assert.Equal(200, (decimal?)Figures(updates[^1]).Single()["value"]);
        double intervals = (Now(server) - begun).TotalMilliseconds / 100;
        Assert.InRange(updates.Count, 1, intervals + 1);
    }

    [Fact]
    public async Task Subscribe_WithALateVersion_GetsTheDifferenceAsOneUpdateAndTheSources()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        await using Screen other = await server.ConnectAsync();
        await other.SubscribeAsync(new { view = "wall" });
        await other.NextAsync("Snapshot");
        long seen = await CountAndAwaitAsync(server, other, "incident", "fire");
        await CountAndAwaitAsync(server, other, "case.handled", "");
        long last = await CountAndAwaitAsync(server, other, "case.handled", "");

        await using Screen back = await server.ConnectAsync();
        await back.SubscribeAsync(new { view = "wall", version = seen });
        (string method, JsonNode first) = await back.NextAsync();

        Assert.Equal("Update", method);
        Assert.Equal(last, (long?)first["version"]);
        Assert.Equal(["case.handled"], Figures(first).Select(figure => (string?)figure["metric"]));
        Assert.Equal("dispatch110", (string?)(await server.DriveAsync(back.NextAsync("SourceChanged")))["id"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public async Task Subscribe_WithAVersionOfWhichNothingIsKnown_GetsASnapshot(long version)
    {
        await using LiveServer server = await LiveServer.StartAsync();
        CountSomething(server.Cube);
        await using Screen screen = await server.ConnectAsync();

        await screen.SubscribeAsync(new { view = "wall", version });

        Assert.Equal("Snapshot", (await screen.NextAsync()).Method);
    }

    [Fact]
    public async Task Heartbeat_EveryFiveSeconds_TellsTimeAndVersion()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        CountSomething(server.Cube);
        await using Screen screen = await server.ConnectAsync();
        await screen.SubscribeAsync(new { view = "wall" });
        await screen.NextAsync("Snapshot");

        JsonObject first = await server.DriveAsync(screen.NextAsync("Heartbeat"));
        JsonObject second = await server.DriveAsync(screen.NextAsync("Heartbeat"));

        Assert.Equal(server.Cube.Version, (long?)first["version"]);
        Assert.InRange((At(second) - At(first)).TotalSeconds, 5, 6.5);
    }

    [Fact]
    public async Task Clock_CrossingAnHour_MovesFiguresWithoutNewData()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        server.Cube.Count("incident", "fire", "PS01", SmallBureau.Morning, 7);
        await using Screen screen = await server.ConnectAsync();
        await screen.SubscribeAsync(new { view = "wall" });
        JsonObject before = await screen.NextAsync("Snapshot");

        // 09:30: the seven of this running hour count, but are compared only when the hour is over.
        Assert.Equal(0, CurrentToday(before));
        JsonObject update = await server.DriveAsync(NextWithTodayAsync(screen), TimeSpan.FromMinutes(1));

        Assert.Equal(7, CurrentToday(update));
        Assert.Equal((long?)before["version"], (long?)update["version"]);
    }

    [Fact]
    public async Task SourceChanged_WhenADeliveryComesAndWhenItAges_TellsTheState()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        await using Screen screen = await server.ConnectAsync();
        await screen.SubscribeAsync(new { view = "wall" });
        JsonObject snapshot = await screen.NextAsync("Snapshot");
        Assert.Equal(["never", "never"], snapshot["sources"]!.AsArray().Select(source => (string?)source!["state"]));

        server.Ledger.Deliver("dispatch110", Now(server));
        JsonObject live = await server.DriveAsync(NextStateAsync(screen, "live"));
        JsonObject late = await server.DriveAsync(NextStateAsync(screen, "late"), TimeSpan.FromSeconds(30));

        Assert.Equal("dispatch110", (string?)live["id"]);
        Assert.Equal("dispatch110", (string?)late["id"]);
        Assert.InRange((long)late["ageSeconds"]!, 900, 1000);
    }

    [Fact]
    public async Task SourceChanged_WhenAWayInFailsAndRecovers_TellsTheState()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        await using Screen screen = await server.ConnectAsync();
        await screen.SubscribeAsync(new { view = "wall" });
        await screen.NextAsync("Snapshot");
        SourceFaults faults = server.Services.GetRequiredService<SourceFaults>();
        server.Ledger.Deliver("dispatch110", Now(server));
        await server.DriveAsync(NextStateAsync(screen, "live"));

        faults.Report("dispatch110", "folder", "unreadable", "Send the file again.");
        JsonObject failed = await server.DriveAsync(NextStateAsync(screen, "failed"));
        faults.Recover("dispatch110", "folder");
        JsonObject live = await server.DriveAsync(NextStateAsync(screen, "live"));

        Assert.Equal("dispatch110", (string?)failed["id"]);
        Assert.Equal("dispatch110", (string?)live["id"]);
    }

    [Fact]
    public async Task Subscribe_ToAViewOutsideTheCallersUnit_IsRefusedClearly()
    {
        await using LiveServer server = await LiveServer.StartAsync(SmallBureau.WallText.Replace("columns: 24", "columns: 24\nunit: \"331125\"", StringComparison.Ordinal));
        await using Screen screen = await server.ConnectAsync(scopes: "read:PS01");

        HubException refused = await Assert.ThrowsAsync<HubException>(() => screen.SubscribeAsync(new { view = "wall" }));
        HubException unknown = await Assert.ThrowsAsync<HubException>(() => screen.SubscribeAsync(new { view = "nothing" }));
        await screen.SubscribeAsync(new { view = "wall", unit = "PS01" });
        JsonObject own = await screen.NextAsync("Snapshot");

        Assert.Contains("may not read", refused.Message, StringComparison.Ordinal);
        Assert.Contains("view 'nothing' does not exist", unknown.Message, StringComparison.Ordinal);
        Assert.All(Figures(own), figure => Assert.Equal("PS01", (string?)figure["unit"]));
    }

    [Fact]
    public async Task Subscribe_WithoutUnitOnAWallWithout_ShowsTheCallersTopmost()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        await using Screen screen = await server.ConnectAsync(scopes: "read:PS02");

        await screen.SubscribeAsync(new { view = "wall" });

        Assert.All(Figures(await screen.NextAsync("Snapshot")), figure => Assert.Equal("PS02", (string?)figure["unit"]));
    }

    [Fact]
    public async Task Layout_WhenItsFileChanges_IsTakenUpAndAMistakeIsNot()
    {
        await using LiveServer server = await LiveServer.StartAsync();
        await using Screen screen = await server.ConnectAsync();
        await screen.SubscribeAsync(new { view = "wall" });
        JsonObject before = await screen.NextAsync("Snapshot");

        server.WriteWall("wall", SmallBureau.WallText.Replace("case.handled", "no.such.metric", StringComparison.Ordinal));
        using HttpClient http = server.Http();
        await server.DriveAsync(RefusedAsync(http), TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(screen.Pending(), message => message.Method == "Snapshot");

        server.WriteWall("wall", SmallBureau.WallText.Replace("period: ytd", "period: mtd", StringComparison.Ordinal));
        JsonObject after = await server.DriveAsync(screen.NextAsync("Snapshot"), TimeSpan.FromSeconds(1));

        Assert.NotEqual((string?)before["serverVersion"], (string?)after["serverVersion"]);
        Assert.Contains(Figures(after), figure => (string?)figure["metric"] == "case.handled" && (string?)figure["period"]!["name"] == "mtd");
    }

    private static async Task<bool> RefusedAsync(HttpClient http)
    {
        while (true)
        {
            JsonNode? list = JsonNode.Parse(await http.GetStringAsync("/api/v1/walls", TestContext.Current.CancellationToken));
            if (list!["mistakes"]!.AsArray().Count > 0)
            {
                return true;
            }
        }
    }

    private static async Task<JsonObject> NextWithTodayAsync(Screen screen)
    {
        while (true)
        {
            JsonObject update = await screen.NextAsync("Update");
            if (Figures(update).Any(IsToday))
            {
                return update;
            }
        }
    }

    private static async Task<JsonObject> NextStateAsync(Screen screen, string state)
    {
        while (true)
        {
            JsonObject source = await screen.NextAsync("SourceChanged");
            if ((string?)source["state"] == state)
            {
                return source;
            }
        }
    }

    private static async Task<long> CountAndAwaitAsync(LiveServer server, Screen screen, string metric, string category)
    {
        long version = server.Cube.Count(metric, category, "PS01", SmallBureau.Morning - Duration.FromDays(1));
        JsonObject update = await server.DriveAsync(screen.NextAsync("Update"));
        Assert.Equal(version, (long?)update["version"]);
        return version;
    }

    private static void CountSomething(StagedCube cube)
    {
        for (int day = 0; day < 400; day += 3)
        {
            cube.Count("incident", "admin/gambling", "PS01", SmallBureau.Morning - Duration.FromDays(day), 1 + (day % 5));
            cube.Count("case.handled", "", "PS02", SmallBureau.Morning - Duration.FromDays(day), 2);
        }
    }

    private static IEnumerable<JsonNode> Ask(LiveServer server, Instant at)
    {
        Catalogue catalogue = server.Catalogue.Current;
        StatisticsRequest Request(string metric, string period, SplitBy? by, params string[] compare) => new()
        {
            Metrics = [catalogue.FindMetric(metric)!],
            Unit = catalogue.RootUnit,
            Periods = [period],
            Compare = compare,
            By = by,
        };
        StatisticsRequest[] requests =
        [
            Request("case.handled", "ytd", null, "year"),
            Request("incident.vice_lead", "ytd", null, "year", "previous"),
            Request("incident", "today", null, "year"),
            Request("incident", "mtd", SplitBy.Unit, "year"),
            Request("incident", "mtd", SplitBy.Category),
        ];
        return requests.SelectMany(request => server.Cube.Read(at, counts => new StatisticsEngine().Evaluate(counts, request, at)).Items)
            .Select(item => JsonSerializer.SerializeToNode(item, ApiJson.Options)!);
    }

    private static void Apply(Dictionary<string, JsonNode> figures, JsonNode message)
    {
        foreach (JsonNode figure in Figures(message))
        {
            figures[Key(figure)] = figure;
        }
    }

    private static string Key(JsonNode figure) =>
        $"{figure["metric"]}|{figure["unit"]}|{figure["category"]}|{figure["source"]}|{figure["key"]}|{figure["period"]!["name"]}";

    private static IEnumerable<JsonNode> Figures(JsonNode message) => message["figures"]!.AsArray().Select(figure => figure!);

    private static bool IsToday(JsonNode figure) => (string?)figure["period"]!["name"] == "today";

    private static decimal? CurrentToday(JsonNode message) => (decimal?)Figures(message).Single(IsToday)["comparisons"]!["year"]!["current"];

    private static Instant Now(LiveServer server) => Instant.FromDateTimeOffset(server.Time.GetUtcNow());

    private static Instant At(JsonNode message) => NodaTime.Text.OffsetDateTimePattern.Rfc3339.Parse((string)message["at"]!).Value.ToInstant();
}
