using System.Globalization;
using System.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

public sealed class IngestServiceTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_OfBadLinesOnly_ListsEveryOneFromTheSpool()
    {
        const int count = 300_000;
        using IngestBench bench = new(limits: new IngestLimits { SpoolMemoryBytes = 1 << 16 });
        string body = string.Concat(Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{{\"f{number % 9000}x\":1}}\n")));

        using IngestResult result = await bench.SendAsync(body);

        Assert.NotEmpty(Directory.GetFiles(bench.SpoolPath));
        Assert.Equal(Enumerable.Range(0, count).Select(number => (long)number), result.Rejected.Select(refusal => refusal.Index));
        Assert.Equal("f0x", result.Rejected.First().Field);
        Assert.Equal(new RefusalCount("", "unknown_field", "", count), Assert.Single(Assert.Single(bench.Ledger.Deliveries).Refusals));
        result.Dispose();
        Assert.Empty(Directory.GetFiles(bench.SpoolPath));
    }

    [Fact]
    public async Task Records_BeyondTheMemoryBound_ComeBackFromTheSpoolInOrder()
    {
        using IngestBench small = new(limits: new IngestLimits { SpoolMemoryBytes = 1 << 16 });
        using IngestBench large = new();
        byte[] body = Encoding.UTF8.GetBytes(Fields.Body(BodyFormat.Ndjson, Enumerable.Range(0, 30_000).Select(number => Fields.SomeEvent("A" + number).With("revision", number))));

        using IngestResult _ = await small.SendAsync(body);

        Assert.Equal(Enumerable.Range(0, 30_000).Select(number => (long)number), small.Ledger.Events.Select(taken => taken.Revision));
    }

    [Fact]
    public async Task Request_BeyondTurnsAndQueue_IsOverloaded()
    {
        TaskCompletionSource gate = new();
        using IngestBench bench = new(new RecordingLedger { Gate = gate.Task }, new IngestLimits { MaxConcurrent = 1, MaxWaiting = 1 });
        string body = Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent());
        Task<IngestResult> first = bench.SendAsync(body);
        await bench.Ledger.Begun.Task.WaitAsync(Token);
        Task<IngestResult> second = bench.SendAsync(body);

        IngestOverloadedException refused = await Assert.ThrowsAsync<IngestOverloadedException>(() => bench.SendAsync(body));

        Assert.Equal(TimeSpan.FromSeconds(5), refused.RetryAfter);
        Assert.False(refused.IsOwnDoing);
        gate.SetResult();
        (await first).Dispose();
        (await second).Dispose();
        (await bench.SendAsync(body)).Dispose();
        Assert.Equal(3, bench.Ledger.Deliveries.Count);
    }

    [Fact]
    public async Task Request_BeyondItsSendersQueue_IsTheSendersOwnDoing()
    {
        TaskCompletionSource gate = new();
        using IngestBench bench = new(new RecordingLedger { Gate = gate.Task }, new IngestLimits { MaxConcurrent = 1, MaxWaitingPerSender = 1 });
        string body = Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent());
        Task<IngestResult>[] flood = [bench.SendAsAsync("flood", body), bench.SendAsAsync("flood", body)];

        IngestOverloadedException refused = await Assert.ThrowsAsync<IngestOverloadedException>(() => bench.SendAsAsync("flood", body));
        Task<IngestResult> other = bench.SendAsAsync("dispatch", body);
        Task<IngestResult> folder = bench.SendAsAsync("flood", body, OverloadPolicy.Wait);

        Assert.True(refused.IsOwnDoing);
        gate.SetResult();
        foreach (IngestResult result in await Task.WhenAll([.. flood, other, folder]))
        {
            result.Dispose();
        }

        Assert.Equal(["flood", "flood", "dispatch", "flood"], bench.Ledger.Deliveries.Select(delivery => delivery.Actor));
    }

    [Fact]
    public async Task Sender_WhoGoesAwayBeforeTheEnd_ChangesNothing()
    {
        using IngestBench bench = new(limits: new IngestLimits { SpoolMemoryBytes = 1 << 16 });
        using CancellationTokenSource gone = new();
        GeneratedBody endless = new(int.MaxValue, new HighWater(), number =>
        {
            if (number == 50_000)
            {
                gone.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.SendUntilAsync(endless, gone.Token));

        Assert.Empty(bench.Ledger.Deliveries);
        Assert.Empty(Directory.GetFiles(bench.SpoolPath));
    }

    [Fact]
    public async Task Ledger_Unavailable_LeavesNoSpoolBehind()
    {
        using IngestBench bench = new(new RecordingLedger { Failure = new LedgerUnavailableException("full") }, new IngestLimits { SpoolMemoryBytes = 1 << 16 });

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => bench.SendAsync(new GeneratedBody(50_000, new HighWater())));

        Assert.Empty(Directory.GetFiles(bench.SpoolPath));
    }

    [Fact]
    public async Task Body_Empty_IsASignOfLifeOfTheOnlySourceThatTheCallerMayFeed()
    {
        using IngestBench bench = new();

        using IngestResult one = await bench.SendAsync("", mayIngest: source => source == "mediation");
        using IngestResult many = await bench.SendAsync("\n");

        Assert.Equal(new SourceShare("mediation", 0, 0, null), Assert.Single(bench.Ledger.Deliveries[0].Shares));
        Assert.Empty(bench.Ledger.Deliveries[1].Shares);
        Assert.Equal((0L, 0L), (one.Received, many.Received));
    }

    [Fact]
    public void SpoolFolder_AtStart_RemovesWhatAKilledProcessLeft()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("left.spool"), "x");
        File.WriteAllText(folder.File("other.txt"), "x");

        _ = new SpoolFolder(folder.Path);

        Assert.Equal([folder.File("other.txt")], Directory.GetFiles(folder.Path));
    }
}
