using FsCheck;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Testing;
using static Tongbi.Collector.Tests.Ledger.SomeRecord;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>What the file tells of every source's last day.</summary>
public sealed class SourceTrafficTests : IDisposable
{
    private const long FirstMinute = Midnight / 60;

    [Fact]
    public async Task Traffic_TellsWhatBecameOfEverySourcesRecords()
    {
        await using SqliteLedger ledger = await OpenAsync();
        int calls = ledger.Series.GetOrAdd(Series(1));
        int cases = ledger.Series.GetOrAdd(Series(2, "casework"));
        await ledger.CommitAsync(Delivery(Event(1, calls), Event(2, calls), Event(3, calls, withdrawn: true), Event(4, cases)), Token);
        time.Advance(TimeSpan.FromSeconds(59));
        await ledger.CommitAsync(
            new Delivery
            {
                Events = [new[] { Event(1, calls), Event(2, calls, revision: 5), Event(2, calls, revision: 3) }],
                Figures = [new[] { Figure(cases, 5), Figure(cases, 6), Figure(cases, 6) }],
                Shares = [new SourceShare("dispatch110", 3, 7, Midnight)],
            },
            Token);
        time.Advance(TimeSpan.FromSeconds(1));
        await ledger.RecordRefusalsAsync([new RefusalCount("casework", "bad_body", "", 1), new RefusalCount("", "bad_body", "", 1)], Token);

        Assert.Equal(
            ["casework +0: 2 1 0 1 0 0", "casework +1: 0 0 0 0 0 1", "dispatch110 +0: 2 1 1 1 1 7"],
            await ReadAsync(ledger, 0));
        Assert.Equal(["casework +1: 0 0 0 0 0 1"], await ReadAsync(ledger, FirstMinute + 1));
    }

    [Fact]
    public async Task Traffic_IsOneOverProcessesAndRestarts()
    {
        await using (SqliteLedger one = await OpenAsync())
        await using (SqliteLedger other = await OpenAsync())
        {
            await one.CommitAsync(Delivery(Event(1, one.Series.GetOrAdd(Series(1)))), Token);
            await other.CommitAsync(Delivery(Event(2, other.Series.GetOrAdd(Series(1))), Event(1, other.Series.GetOrAdd(Series(1)))), Token);
        }

        await using SqliteLedger again = await OpenAsync();
        Assert.Equal(["dispatch110 +0: 2 0 0 1 0 0"], await ReadAsync(again, 0));
        Assert.Equal(2, Assert.Single(await again.ReadTrafficAsync(0, Token)).Traffic.Lags.Count);
    }

    [Fact]
    public async Task Traffic_OlderThanADay_GivesItsPlaceToTheNew()
    {
        await using SqliteLedger ledger = await OpenAsync();
        int calls = ledger.Series.GetOrAdd(Series(1));
        for (int minute = 0; minute < TrafficMinute.Kept + 3; minute++)
        {
            await ledger.CommitAsync(Delivery(Event((ulong)minute + 1, calls)), Token);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        long[] minutes = [.. (await ledger.ReadTrafficAsync(0, Token)).Select(minute => minute.Minute - FirstMinute).Order()];
        Assert.Equal(Enumerable.Range(3, TrafficMinute.Kept).Select(minute => (long)minute), minutes);
    }

    [Fact]
    public async Task Delivery_ThatIsNotTaken_LeavesNoTraffic()
    {
        await using SqliteLedger ledger = await OpenAsync();
        int calls = ledger.Series.GetOrAdd(Series(1));
        await Assert.ThrowsAsync<IOException>(() => ledger.CommitAsync(new Delivery { Events = Broken() }, Token));

        Assert.Empty(await ReadAsync(ledger, 0));

        IEnumerable<ReadOnlyMemory<EventRecord>> Broken()
        {
            yield return Enumerable.Range(1, 10_000).Select(number => Event((ulong)number, calls)).ToArray();
            throw new IOException("the spool cannot be read");
        }
    }

    [Fact]
    public async Task Arrivals_OfNewEventsOnly_TellTheLagAndWhatIsAhead()
    {
        await using SqliteLedger ledger = await OpenAsync();
        int calls = ledger.Series.GetOrAdd(Series(1));
        await ledger.CommitAsync(Delivery(Event(1, calls, occurredAt: Midnight - 100), Event(2, calls, occurredAt: Midnight + 40), Event(3, calls, occurredAt: Midnight + 90)), Token);
        await ledger.CommitAsync(Delivery(Event(1, calls, occurredAt: Midnight + 900), Event(2, calls, revision: 1, occurredAt: Midnight + 900)), Token);

        SourceTraffic traffic = Assert.Single(await ledger.ReadTrafficAsync(0, Token)).Traffic;
        Assert.Equal((3L, 2L, 90L, 0L), (traffic.Lags.Count, traffic.Future, traffic.MostAhead, traffic.Lags.Median!.Value));
    }

    [Property(MaxTest = 200)]
    public void Median_OfAnyLags_IsRightToWithinAFifth(NonEmptyArray<PositiveInt> some, int split)
    {
        long[] lags = [.. some.Get.Select(lag => (long)lag.Get * lag.Get % 2_000_000)];
        LagHistogram[] parts = [new(), new()];
        foreach ((long lag, int index) in lags.Select((lag, index) => (lag, index)))
        {
            parts[index % 7 < split % 7 ? 0 : 1].Add(lag);
        }

        LagHistogram whole = LagHistogram.Of(parts[0].ToBytes());
        whole.Add(LagHistogram.Of(parts[1].ToBytes()));
        long exact = lags.Order().ElementAt((lags.Length - 1) / 2);

        Assert.Equal(lags.Length, whole.Count);
        Assert.InRange(whole.Median!.Value, Math.Floor(exact * 0.8), Math.Ceiling(exact * 1.2));
    }

    [Fact]
    public void Median_OfNothing_IsUnknown() => Assert.Null(new LagHistogram().Median);

    [Fact]
    public void Median_OfLagsBeyondThirtyFourDays_IsThirtyFourDays()
    {
        LagHistogram lags = new();
        lags.Add(long.MaxValue);
        Assert.InRange(lags.Median!.Value, 24 * 86_400, 35 * 86_400);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<string[]> ReadAsync(SqliteLedger ledger, long from) =>
    [
        .. (await ledger.ReadTrafficAsync(from, Token))
            .OrderBy(minute => minute.Source, StringComparer.Ordinal).ThenBy(minute => minute.Minute)
            .Select(minute => $"{minute.Source} +{minute.Minute - FirstMinute}: {minute.Traffic.Inserted} {minute.Traffic.Revised} {minute.Traffic.Withdrawn} {minute.Traffic.Duplicate} {minute.Traffic.Stale} {minute.Traffic.Rejected}"),
    ];

    private Task<SqliteLedger> OpenAsync() =>
        SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = folder.Path, ChunkEvents = 1_000 }, time, NullLogger<SqliteLedger>.Instance, Token);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(Midnight));
    private readonly TemporaryFolder folder = new();
}
