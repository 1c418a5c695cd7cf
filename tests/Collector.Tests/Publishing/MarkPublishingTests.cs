using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Publishing.Influx;
using Tongbi.Collector.Publishing.Marks;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>Marks reach a real InfluxDB once each, as they are, whatever becomes of the line and of the data.</summary>
public sealed class MarkPublishingTests : IAsyncLifetime
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 1, 0, 0);
    private readonly TemporaryFolder folder = new();
    private readonly SomeMarks marks = new();
    private InfluxServer influx = null!; // not null: made before each test

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(InfluxServer.IsInstalled, "InfluxDB (Debian package influxdb) is not installed.");
        influx = await InfluxServer.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        if (influx is not null)
        {
            await influx.DisposeAsync();
        }
    }

    [Fact]
    public async Task Publish_TextsWithEverySign_ComeBackAsTheyWere()
    {
        string text = "多了 \"五\" 起, a=b\\c, 100%";
        marks.Add(1, Start, "a b,c=d", text, 0.5m);
        marks.Add(2, Start + Duration.FromTicks(1), "a b,c=d", "line\nbreak", null);
        await RunAsync();
        JsonElement rows = (await influx.QueryAsync("SELECT * FROM alert", "tongbi", Cancel)).GetProperty("series")[0].GetProperty("values");
        Assert.Equal(2, rows.GetArrayLength());
        Assert.Equal(("a b,c=d", text, 0.5m), (rows[0][1].GetString(), rows[0][2].GetString(), rows[0][3].GetDecimal()));
        Assert.Equal(("line break", JsonValueKind.Null), (rows[1][2].GetString(), rows[1][3].ValueKind));
    }

    [Fact]
    public async Task Publish_AnswersLostAndStartedAgain_StoresEachMarkOnce()
    {
        for (int number = 1; number <= 40; number++)
        {
            marks.Add(number, Start + Duration.FromSeconds(number), "rule" + (number % 3), "text " + number, number);
        }

        // Two of three requests are taken there, but their answer is lost, and we are stopped in between.
        using LosingHandler losing = new() { InnerHandler = new SocketsHttpHandler() };
        for (int run = 0; run < 3; run++)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            losing.Lost = stop.Cancel;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(losing, stop.Token));
        }

        losing.Lost = null;
        await RunAsync(losing);
        Assert.Equal(40, await CountAsync());
    }

    [Fact]
    public async Task Publish_DataPutBackToAnOlderState_StoresOnlyWhatIsThereNow()
    {
        marks.Add(1, Start, "r", "one", 1);
        marks.Add(2, Start + Duration.FromSeconds(5), "r", "gone", 2);
        await RunAsync();
        marks.Remove(2);
        marks.PutBackTo(1);
        await RunAsync();
        Assert.Equal(1, await CountAsync());
        marks.Add(2, Start + Duration.FromSeconds(8), "r", "gone too", 2);
        await RunAsync();
        marks.Remove(2);
        marks.Add(2, Start + Duration.FromSeconds(9), "r", "another", 3);
        marks.Add(3, Start + Duration.FromSeconds(10), "r", "three", 3);
        await RunAsync();
        JsonElement rows = (await influx.QueryAsync("SELECT summary FROM alert", "tongbi", Cancel)).GetProperty("series")[0].GetProperty("values");
        Assert.Equal(["one", "another", "three"], rows.EnumerateArray().Select(row => row[1].GetString()));
    }

    [Fact]
    public async Task Publish_OldMarksGoneHere_StayThere()
    {
        marks.Add(1, Start, "r", "one", 1);
        marks.Add(2, Start + Duration.FromSeconds(5), "r", "two", 2);
        await RunAsync();
        marks.Remove(1);
        marks.Remove(2);
        await RunAsync();
        marks.Add(3, Start + Duration.FromSeconds(10), "r", "three", 3);
        await RunAsync();
        Assert.Equal(3, await CountAsync());
    }

    private async Task<int> CountAsync() =>
        (await influx.QueryAsync("SELECT summary FROM alert", "tongbi", Cancel)).GetProperty("series")[0].GetProperty("values").GetArrayLength();

    private async Task RunAsync(HttpMessageHandler? handler = null, CancellationToken? stop = null)
    {
        PublishTarget target = new("tsdb", PublishKind.Influxdb1, influx.Url) { Database = "tongbi", Alerts = true };
        PublishOptions options = new() { Folder = folder.Path, BatchPoints = 15 };
        using HttpClient http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        TargetStatus status = new(target, TimeProvider.System);
        TargetLine line = new(http, status, TimeProvider.System, NullLogger.Instance);
        InfluxClient client = new(target, line, status, NullLogger.Instance);
        MarkPublisher publisher = new(target, marks, client, new CursorFile<MarkCursor>(folder.Path, "tsdb.alert", MarkCursor.IsSound), line, status, options, TimeProvider.System, NullLogger.Instance);
        publisher.Open();
        while (await publisher.StepAsync(stop ?? Cancel))
        {
        }
    }

    private sealed class SomeMarks : IPublishedMarks
    {
        private readonly SortedDictionary<long, PublishedMark> all = [];

        public string Measurement => "alert";

        public long LastNumber { get; private set; }

        public void Add(long number, Instant at, string rule, string summary, decimal? value) =>
            all[LastNumber = number] = new PublishedMark(number, at, [("rule", rule)], [("summary", summary)], [("value", value)]);

        public void Remove(long number) => all.Remove(number);

        public void PutBackTo(long number) => LastNumber = number;

        public IReadOnlyList<PublishedMark> After(long number, int limit) => [.. all.Values.Where(mark => mark.Number > number).Take(limit)];

        public PublishedMark? Find(long number) => all.GetValueOrDefault(number);

        public long CountAfter(long number) => all.Keys.Count(key => key > number);

        public Task WaitAsync(long after, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Passes requests on and loses the answer of every write while <see cref="Lost"/> is set.</summary>
    private sealed class LosingHandler : DelegatingHandler
    {
        public Action? Lost { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            if (Lost is { } lost && answer.StatusCode == HttpStatusCode.NoContent)
            {
                answer.Dispose();
                lost();
                throw new HttpRequestException("the line is cut");
            }

            return answer;
        }
    }
}
