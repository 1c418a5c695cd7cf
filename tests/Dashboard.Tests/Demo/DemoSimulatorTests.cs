using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Demo;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Demo;

public sealed class DemoSimulatorTests : IDisposable
{
    private const string StartText = "2026-11-23T17:35:56+08:00";

    private static readonly DemoTarget Target = new(new Uri("http://127.0.0.1:1"), "the-key");

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 17, 35, 56, TimeSpan.FromHours(8));

    private readonly string folder = Directory.CreateTempSubdirectory("tongbi-demo-").FullName;
    private readonly FakeTimeProvider time = new(Start);
    private readonly RecordingServer server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstStart_PostsTheWholeHistoryThenGoesOnLive()
    {
        DemoRun run = await CatchUpAsync();
        await BeatAsync(run, beats: 600, TimeSpan.FromSeconds(1));

        DemoHistory history = new(ShippedDemo.Catalogue, ShippedDemo.At(StartText));
        DemoEvent[] expected = [.. history.Events(history.From, ShippedDemo.At(StartText))];
        IReadOnlyList<JsonElement> events = server.Posted("/api/v1/events");
        Assert.Equal(expected.Select(happening => happening.Id), events.Take(expected.Length).Select(record => record.GetProperty("id").GetString()!));
        Assert.All(server.Keys, key => Assert.Equal("the-key", key));

        JsonElement first = events[0];
        Assert.Equal(expected[0].OccurredAt, DateTimeOffset.ParseExact(first.GetProperty("occurredAt").GetString()!, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).ToUnixTimeSeconds());
        Assert.EndsWith("+08:00", first.GetProperty("occurredAt").GetString(), StringComparison.Ordinal);

        // Alive: well over one record in ten seconds, none dated after the clock.
        IReadOnlyList<JsonElement> live = [.. events.Skip(expected.Length)];
        Assert.InRange(live.Count, 60, 600);
        Assert.All(live, record => Assert.True(record.GetProperty("occurredAt").GetDateTimeOffset() <= time.GetUtcNow()));
        Assert.Contains(server.Posted("/api/v1/counts"), record => record.GetProperty("period").GetString() == "2026-11-23T17");
    }

    [Fact]
    public async Task Restart_PostsOnlyWhatHappenedMeanwhile()
    {
        await CatchUpAsync();
        int before = server.Posted("/api/v1/events").Count;

        time.Advance(TimeSpan.FromHours(6));
        await CatchUpAsync();

        IReadOnlyList<JsonElement> caughtUp = [.. server.Posted("/api/v1/events").Skip(before)];
        Assert.InRange(caughtUp.Count, 5, 1_000);
        Assert.All(caughtUp, record => Assert.InRange(record.GetProperty("occurredAt").GetDateTimeOffset(), Start, Start.AddHours(6)));
        JsonElement marker = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder, DemoMarker.FileName), Cancel));
        Assert.Equal(("2026-11-23T09:35:56Z", "2026-11-23T15:35:56Z"), (marker.GetProperty("firstStart").GetString(), marker.GetProperty("postedTo").GetString()));
    }

    [Fact]
    public async Task OverloadedServer_IsAskedAgain()
    {
        foreach (HttpStatusCode trouble in (HttpStatusCode[])[HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError])
        {
            server.Troubles.Enqueue(trouble);
        }

        DemoEvent happening = new("dispatch110", "1", "incident", "help", "PS01", Start.ToUnixTimeSeconds());
        Task posted = Feed().PostAsync([happening], progress: null, Cancel);

        // It waits by the clock between its attempts: the clock moves until it is through.
        while (!posted.IsCompleted)
        {
            Cancel.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await posted;
        Assert.Equal("1", Assert.Single(server.Posted("/api/v1/events")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task QuietSources_DeliverTheirLatestRecordAgain()
    {
        DemoRun run = await CatchUpAsync();
        int before = server.Posted("/api/v1/events").Count;

        await BeatAsync(run, beats: 26 * 60, TimeSpan.FromMinutes(1));

        // Narcotics has a case in a fortnight or so, but is heard of every day; every source of events is.
        string[] heard = [.. server.Posted("/api/v1/events").Skip(before).Select(record => record.GetProperty("source").GetString()!).Distinct()];
        Assert.Superset(new HashSet<string> { "dispatch110", "casework", "criminal", "narcotics", "cyber", "antifraud", "mediation" }, heard.ToHashSet());
    }

    [Fact]
    public async Task RefusedKey_EndsTheSimulatorNotTheHost()
    {
        server.Troubles.Enqueue(HttpStatusCode.Forbidden);
        using DemoSimulator simulator = Simulator();

        await simulator.StartAsync(Cancel);
        await simulator.ExecuteTask!.WaitAsync(Cancel);

        Assert.Empty(server.Posted("/api/v1/events"));
    }

    [Fact]
    public async Task RunningSimulator_StopsWithTheHost()
    {
        using DemoSimulator simulator = Simulator();
        await simulator.StartAsync(Cancel);
        await Eventually.TrueAsync(() => Task.FromResult(DemoMarker.TryRead(folder)?.PostedTo is not null), TimeSpan.FromMinutes(2), () => "the history was not posted", Cancel);

        await simulator.StopAsync(Cancel);

        Assert.True(simulator.ExecuteTask!.IsCompletedSuccessfully);
    }

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Task<DemoRun> CatchUpAsync() => DemoRun.CatchUpAsync(ShippedDemo.Catalogue, Feed(), folder, time, NullLogger.Instance, Cancel);

    private async Task BeatAsync(DemoRun run, int beats, TimeSpan every)
    {
        for (int i = 0; i < beats; i++)
        {
            time.Advance(every);
            await run.BeatAsync(Cancel);
        }
    }

    private DemoFeed Feed() => new(Client(), Target, ShippedDemo.Catalogue.Calendar.Zone, time, NullLogger.Instance);

    private HttpClient Client() => new(server, disposeHandler: false);

    private DemoSimulator Simulator() => new(
        _ => Task.FromResult(Target),
        new FixedCatalogue(),
        folder,
        Client(),
        time,
        NullLogger<DemoSimulator>.Instance);

    private sealed class FixedCatalogue : ICatalogueSource
    {
        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }

        public Catalogue Current => ShippedDemo.Catalogue;
    }
}
