using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Replay;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Replay;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Replay;

public sealed class ReplayRunTests : IDisposable
{
    private const string Taken = """{"received":0,"inserted":1,"revised":0,"withdrawn":0,"duplicate":0,"stale":0,"rejected":[],"version":1}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_AreSentWhenTheyAreDue()
    {
        ReplayRun run = await RunAsync(0, 60, 61, 3_600);

        await DriveAsync(run.SendAsync(0, speed: 60, movesToNow: false, progress, Cancel));

        Assert.Equal(["0 s: 1", "1 s: 1", "2 s: 1", "60 s: 1"], server.Requests.Select(request => $"{Math.Ceiling((request.At - Start).TotalSeconds)} s: {request.Lines}"));
        Assert.Equal(4, run.Sent);
        Assert.Equal((4, 1.0), (progress.Last.SentNow, progress.Last.Share));
    }

    [Fact]
    public async Task Records_WithoutASpeed_TravelInFullBatchesAtOnce()
    {
        ReplayRun run = await RunAsync([.. Enumerable.Range(0, ReplayRun.BatchRecords + 7)]);

        await DriveAsync(run.SendAsync(0, speed: 0, movesToNow: false, progress, Cancel));

        Assert.Equal([(ReplayRun.BatchRecords, Start), (7, Start)], server.Requests.Select(request => (request.Lines, request.At)));
    }

    [Fact]
    public async Task BusyServer_SlowsTheReplayDownAndLosesNothing()
    {
        server.Answers.Enqueue(HttpStatusCode.TooManyRequests);
        server.Answers.Enqueue(HttpStatusCode.ServiceUnavailable);
        ReplayRun run = await RunAsync(0, 1);

        await DriveAsync(run.SendAsync(0, speed: 0, movesToNow: false, progress, Cancel));

        Assert.Equal([0.0, 5.0, 10.0], server.Requests.Select(request => (request.At - Start).TotalSeconds));
        Assert.Equal([2, 2, 2], server.Requests.Select(request => request.Lines));
        Assert.Equal("1 inserted, 0 revised, 0 withdrawn, 0 duplicate, 0 stale, 0 rejected", run.Summary.ToString());
    }

    [Fact]
    public async Task Server_ThatGoesAwayForAWhile_IsWaitedFor()
    {
        server.Answers.Enqueue(HttpStatusCode.OK);
        server.Answers.Enqueue(null);
        server.Answers.Enqueue(null);
        ReplayRun run = await RunAsync([.. Enumerable.Range(0, ReplayRun.BatchRecords + 1)]);

        await DriveAsync(run.SendAsync(0, speed: 0, movesToNow: false, progress, Cancel));

        Assert.Equal(ReplayRun.BatchRecords + 1, run.Sent);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Server_ThatNeverAnswered_EndsTheReplay()
    {
        server.Answers.Enqueue(null);
        ReplayRun run = await RunAsync(0);

        await Assert.ThrowsAsync<OperatorException>(() => DriveAsync(run.SendAsync(0, speed: 0, movesToNow: false, progress, Cancel)));
        Assert.Equal(0, run.Sent);
    }

    [Fact]
    public async Task Server_ThatRefuses_EndsTheReplayWithItsWords()
    {
        server.Answers.Enqueue(HttpStatusCode.Forbidden);
        ReplayRun run = await RunAsync(0);

        OperatorException refused = await Assert.ThrowsAsync<OperatorException>(() => DriveAsync(run.SendAsync(0, speed: 0, movesToNow: false, progress, Cancel)));
        Assert.Contains("(403). Not with this key.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_FromAPlace_PassesOverWhatWasSent()
    {
        ReplayRun run = await RunAsync(0, 600, 1_200);

        await DriveAsync(run.SendAsync(1, speed: 60, movesToNow: true, progress, Cancel));

        Assert.Equal([0.0, 10.0], server.Requests.Select(request => Math.Round((request.At - Start).TotalSeconds)));
        Assert.Equal(["2026-03-01T00:00:00Z", "2026-03-01T00:00:10Z"], server.Requests.Select(request => request.FirstOccurredAt));
        Assert.Equal(3, run.Sent);
    }

    [Fact]
    public async Task Refusals_NameTheRowsOfTheFile()
    {
        server.Body = """{"received":2,"inserted":1,"revised":0,"withdrawn":0,"duplicate":0,"stale":0,"rejected":[{"index":0,"code":"unknown_unit","field":"unit","message":"Not known."}],"version":1}""";
        ReplayRun run = await RunAsync(60, 0);

        await DriveAsync(run.SendAsync(0, speed: 0, movesToNow: false, progress, Cancel));

        Assert.Equal("row 2: unknown_unit unit: Not known.", Assert.Single(run.Summary.Examples));
        Assert.Equal(1, run.Summary.RejectedByCode["unknown_unit"]);
    }

    public ReplayRunTests()
    {
        time = new FakeTimeProvider(Start);
        server = new ScriptedServer(time);
        client = new HttpClient(server);
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
        folder.Dispose();
    }

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private async Task<ReplayRun> RunAsync(params int[] seconds)
    {
        await File.WriteAllLinesAsync(
            folder.File("calls.ndjson"),
            seconds.Select((second, index) => $$"""{"source":"dispatch110","id":"{{index}}","unit":"PS01","occurredAt":"{{Start.AddDays(-30).AddSeconds(second):yyyy-MM-ddTHH:mm:ssZ}}"}"""),
            Cancel);
        OfficeCalendar calendar = CatalogueLoader.Load(Path.Combine(TongbiServer.County, "catalog.yaml")).Calendar;
        ReplayFile file = await ReplayFile.ReadAsync(folder.File("calls.ndjson"), null, calendar, Cancel);
        return new ReplayRun(file, new ReplaySender(client, new ReplayTarget(new Uri("http://localhost"), "key"), time), time);
    }

    private async Task DriveAsync(Task replay)
    {
        while (!replay.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await replay;
    }

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time;
    private readonly ScriptedServer server;
    private readonly HttpClient client;
    private readonly LastProgress progress = new();

    private sealed class LastProgress : IProgress<ReplayProgress>
    {
        public ReplayProgress Last { get; private set; }

        public void Report(ReplayProgress value) => Last = value;
    }

    private sealed record Request(DateTimeOffset At, int Lines, string? FirstOccurredAt);

    /// <summary>Answers as told; null = it cannot be reached.</summary>
    private sealed class ScriptedServer(TimeProvider time) : HttpMessageHandler
    {
        public Queue<HttpStatusCode?> Answers { get; } = new();

        public List<Request> Requests { get; } = [];

        public string Body { get; set; } = Taken;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string[] lines = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Requests.Add(new Request(time.GetUtcNow(), lines.Length, JsonDocument.Parse(lines[0]).RootElement.GetProperty("occurredAt").GetString()));
            HttpStatusCode status = Answers.TryDequeue(out HttpStatusCode? told) ? told ?? throw new HttpRequestException("connection refused") : HttpStatusCode.OK;
            HttpResponseMessage answer = new(status) { Content = new StringContent(status == HttpStatusCode.OK ? Body : """{"detail":"Not with this key."}""") };
            if (status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                answer.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromSeconds(5));
            }

            return answer;
        }
    }
}
