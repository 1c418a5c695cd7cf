using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Ledger;
using static Tongbi.Collector.Tests.Ledger.SomeRecord;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>What every ledger must do, whatever engine it stands on: an engine's test class inherits it and says how to open one.</summary>
public abstract partial class LedgerCompliance : IAsyncLifetime
{
    /// <summary>Opens the one store of this test; each call gives another ledger over the same data, as another process would have it.</summary>
    protected abstract Task<ILedger> OpenAsync(TimeProvider time);

    /// <summary>Removes the store.</summary>
    protected abstract ValueTask RemoveAsync();

    /// <summary>The clock of the ledgers of this test.</summary>
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The ledger opened first.</summary>
    protected ILedger Ledger { get; private set; } = null!; // set by InitializeAsync before any test

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Ledger = await OpenAsync(Time);
        a = Ledger.Series.GetOrAdd(Series(1));
        b = Ledger.Series.GetOrAdd(Series(2));
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Ledger_WhenNew_IsEmptyAtVersionZero()
    {
        Assert.Equal(0, Ledger.Version);
        Assert.Empty(Ledger.Activity);
        Assert.Equal(0, (await LedgerState.ReadAsync(Ledger)).BucketCount);
        Assert.NotEqual(Guid.Empty, Ledger.Identity);
    }

    [Fact]
    public async Task Commit_NewEvents_CountsThemInOneVersion()
    {
        CommitOutcome outcome = await CommitAsync(Delivery(Event(1, a), Event(2, a, quantity: 5), Event(3, b, occurredAt: Midnight + 60)));

        Assert.Equal(new CommitOutcome(3, 0, 0, 0, 0, 1), outcome);
        LedgerState state = await LedgerState.ReadAsync(Ledger);
        Assert.Equal(new BucketState(6, 2), state[Series(1), BucketGrain.Event, Midnight]);
        Assert.Equal(new BucketState(1, 1), state[Series(2), BucketGrain.Event, Midnight + 60]);
    }

    [Fact]
    public async Task Commit_SameDeliveryAgain_IsAllDuplicatesAndNoNewVersion()
    {
        Delivery delivery = Delivery(Event(1, a), Event(2, b));
        await CommitAsync(delivery);

        Assert.Equal(new CommitOutcome(0, 0, 0, 2, 0, 1), await CommitAsync(delivery));
        Assert.Equal(1, Ledger.Version);
    }

    [Fact]
    public async Task Commit_DuplicateInsideOneDelivery_CountsTheFirst()
    {
        CommitOutcome outcome = await CommitAsync(Delivery(Event(1, a, quantity: 2), Event(1, a, quantity: 9)));

        Assert.Equal(new CommitOutcome(1, 0, 0, 1, 0, 1), outcome);
        Assert.Equal(2, (await LedgerState.ReadAsync(Ledger)).Total);
    }

    [Fact]
    public async Task Commit_RevisionsInsideOneDelivery_AreJudgedInOrderOfArrival()
    {
        CommitOutcome outcome = await CommitAsync(Delivery(Event(1, a, 1, 10), Event(1, a, 0, 20), Event(1, b, 2, 30), Event(1, a, 2, 40)));

        Assert.Equal(new CommitOutcome(1, 1, 0, 1, 1, 1), outcome);
        LedgerState state = await LedgerState.ReadAsync(Ledger);
        Assert.Equal(new BucketState(30, 1), state[Series(2), BucketGrain.Event, Midnight]);
        Assert.Equal(1, state.BucketCount);
    }

    [Fact]
    public async Task Commit_HigherRevision_MovesTheCountToItsNewBucket()
    {
        await CommitAsync(Delivery(Event(1, a, quantity: 3)));

        Assert.Equal(new CommitOutcome(0, 1, 0, 0, 0, 2), await CommitAsync(Delivery(Event(1, b, 5, 4, Midnight + 3600))));
        IReadOnlyList<Change> changes = (await ReadSetsAsync(1))[0].Changes;
        Assert.Equal([new(Midnight, -3, a, -1, BucketGrain.Event), new(Midnight + 3600, 4, b, 1, BucketGrain.Event)], changes.OrderBy(change => change.Start));
    }

    [Fact]
    public async Task Commit_HigherRevisionOfOtherSize_LogsOnlyTheDifference()
    {
        await CommitAsync(Delivery(Event(1, a, quantity: 3)));
        await CommitAsync(Delivery(Event(1, a, 1, 7)));

        Assert.Equal([new Change(Midnight, 4, a, 0, BucketGrain.Event)], (await ReadSetsAsync(1))[0].Changes);
    }

    [Fact]
    public async Task Commit_LowerRevision_IsStale()
    {
        await CommitAsync(Delivery(Event(1, a, 3)));

        Assert.Equal(new CommitOutcome(0, 0, 0, 0, 1, 1), await CommitAsync(Delivery(Event(1, b, 2))));
    }

    [Fact]
    public async Task Commit_RevisionThatSaysTheSame_IsAVersionWithoutChanges()
    {
        await CommitAsync(Delivery(Event(1, a)));

        Assert.Equal(new CommitOutcome(0, 1, 0, 0, 0, 2), await CommitAsync(Delivery(Event(1, a, 1))));
        Assert.Empty((await ReadSetsAsync(1))[0].Changes);
    }

    [Fact]
    public async Task Commit_Withdrawal_TakesTheRecordOutUntilItReturns()
    {
        await CommitAsync(Delivery(Event(1, a, quantity: 2)));

        Assert.Equal(new CommitOutcome(0, 0, 1, 0, 0, 2), await CommitAsync(Delivery(Event(1, a, 1, withdrawn: true))));
        Assert.Equal(0, (await LedgerState.ReadAsync(Ledger)).BucketCount);
        Assert.Equal(new CommitOutcome(0, 1, 0, 0, 0, 3), await CommitAsync(Delivery(Event(1, a, 2, 6))));
        Assert.Equal(new BucketState(6, 1), (await LedgerState.ReadAsync(Ledger))[Series(1), BucketGrain.Event, Midnight]);
    }

    [Fact]
    public async Task Commit_FirstSeenAsWithdrawn_KeepsEarlierRevisionsOut()
    {
        Assert.Equal(new CommitOutcome(0, 0, 1, 0, 0, 1), await CommitAsync(Delivery(Event(1, a, 4, withdrawn: true))));
        Assert.Equal(new CommitOutcome(0, 0, 0, 0, 1, 1), await CommitAsync(Delivery(Event(1, a, 3))));
        Assert.Equal(0, (await LedgerState.ReadAsync(Ledger)).BucketCount);
    }

    [Fact]
    public async Task Commit_NegativeAndZeroQuantities_AddAsTheyAre()
    {
        await CommitAsync(Delivery(Event(1, a, quantity: -4), Event(2, b, quantity: 0)));

        LedgerState state = await LedgerState.ReadAsync(Ledger);
        Assert.Equal(new BucketState(-4, 1), state[Series(1), BucketGrain.Event, Midnight]);
        Assert.Equal(new BucketState(0, 1), state[Series(2), BucketGrain.Event, Midnight]);
    }

    [Fact]
    public async Task Commit_KeysThatDifferInOneBit_AreDifferentRecords()
    {
        EventRecord[] events = [.. Enumerable.Range(0, 128).Select(bit => Event(0, a) with { Key = UInt128.One << bit }), Event(0, a) with { Key = 0 }];

        Assert.Equal(129, (await CommitAsync(Delivery(events))).Inserted);
        Assert.Equal(129, (await CommitAsync(Delivery(events))).Duplicate);
    }

    [Fact]
    public async Task Commit_EventsBeforeTheEpoch_AreCounted()
    {
        await CommitAsync(Delivery(Event(1, a, occurredAt: -86_400), Event(2, a, occurredAt: 4_102_444_800)));

        LedgerState state = await LedgerState.ReadAsync(Ledger);
        Assert.Equal(new BucketState(1, 1), state[Series(1), BucketGrain.Event, -86_400]);
        Assert.Equal(new BucketState(1, 1), state[Series(1), BucketGrain.Event, 4_102_444_800]);
    }

    [Fact]
    public async Task Commit_Figure_ReplacesTheOneKnown()
    {
        Assert.Equal(new CommitOutcome(1, 0, 0, 0, 0, 1), await CommitAsync(Figures(Figure(a, 100))));
        Assert.Equal(new CommitOutcome(0, 1, 0, 0, 0, 2), await CommitAsync(Figures(Figure(a, 90, 1))));

        Assert.Equal(new BucketState(90, 1), (await LedgerState.ReadAsync(Ledger))[Series(1), BucketGrain.Day, 20_000]);
        Assert.Equal([new Change(20_000, -10, a, 0, BucketGrain.Day)], (await ReadSetsAsync(1))[0].Changes);
    }

    [Fact]
    public async Task Commit_FigureOfTheSameRevision_ReplacesUnlessEqual()
    {
        CommitOutcome outcome = await CommitAsync(Figures(Figure(a, 5), Figure(a, 5), Figure(a, 6)));

        Assert.Equal(new CommitOutcome(1, 1, 0, 1, 0, 1), outcome);
        Assert.Equal(6, (await LedgerState.ReadAsync(Ledger)).Total);
    }

    [Fact]
    public async Task Commit_FigureOfLowerRevision_IsStale()
    {
        await CommitAsync(Figures(Figure(a, 5, 2)));

        Assert.Equal(new CommitOutcome(0, 0, 0, 0, 1, 1), await CommitAsync(Figures(Figure(a, 6, 1))));
    }

    [Fact]
    public async Task Commit_WithdrawnFigure_LeavesItsBucketUnknown()
    {
        await CommitAsync(Figures(Figure(a, 5)));

        Assert.Equal(new CommitOutcome(0, 0, 1, 0, 0, 2), await CommitAsync(Figures(Figure(a, 5, withdrawn: true))));
        Assert.Equal([new Change(20_000, -5, a, -1, BucketGrain.Day)], (await ReadSetsAsync(1))[0].Changes);
        Assert.Equal(new CommitOutcome(0, 0, 0, 1, 0, 2), await CommitAsync(Figures(Figure(a, 7, withdrawn: true))));
        Assert.Equal(new CommitOutcome(0, 1, 0, 0, 0, 3), await CommitAsync(Figures(Figure(a, 0, 1))));
        Assert.Equal(new BucketState(0, 1), (await LedgerState.ReadAsync(Ledger))[Series(1), BucketGrain.Day, 20_000]);
    }

    [Fact]
    public async Task Commit_FiguresOfDifferentGrains_StandBesideEachOther()
    {
        await CommitAsync(Figures(
            Figure(a, 1, grain: BucketGrain.Hour, start: 2026), Figure(a, 2, grain: BucketGrain.Day, start: 2026), Figure(a, 3, grain: BucketGrain.Month, start: 2026), Figure(a, 4, grain: BucketGrain.Year, start: 2026)));

        LedgerState state = await LedgerState.ReadAsync(Ledger);
        Assert.Equal([1L, 2, 3, 4], [.. new[] { BucketGrain.Hour, BucketGrain.Day, BucketGrain.Month, BucketGrain.Year }.Select(grain => state[Series(1), grain, 2026].Count)]);
    }

    [Fact]
    public async Task Commit_EmptyDelivery_KeepsTheVersionButNotesTheSuccess()
    {
        CommitOutcome outcome = await CommitAsync(new Delivery { Shares = [new SourceShare("dispatch110", 0, 0, null)] });

        Assert.Equal(new CommitOutcome(0, 0, 0, 0, 0, 0), outcome);
        Assert.Equal(Now, Ledger.Activity["dispatch110"].LastSuccessAt);
    }

    [Fact]
    public async Task Commit_OfASourceHeardFromInANewHour_IsAVersion_OncePerHour()
    {
        SourceShare[] nothing = [new("dispatch110", 0, 0, null)];
        await CommitAsync(new Delivery { Events = [new[] { Event(1, a) }], Shares = [new SourceShare("dispatch110", 1, 0, Midnight)] });
        Assert.Equal(1, (await CommitAsync(new Delivery { Shares = nothing })).Version);
        Time.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal(new CommitOutcome(0, 0, 0, 1, 0, 2), await CommitAsync(new Delivery { Events = [new[] { Event(1, a) }], Shares = [new SourceShare("dispatch110", 1, 0, Midnight)] }));
        Instant heardAt = Now;
        Time.Advance(TimeSpan.FromMinutes(59));
        await ReopenAsync();
        Assert.Equal(2, (await CommitAsync(new Delivery { Shares = nothing })).Version);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await CommitAsync(new Delivery { Shares = [new SourceShare("dispatch110", 0, 7, null), new SourceShare("casework", 0, 0, null)] })).Version);
        Assert.Equal(3, (await CommitAsync(new Delivery { Shares = [.. nothing, .. nothing] })).Version);

        IReadOnlyList<ChangeSet> sets = await ReadSetsAsync(0);
        Assert.Equal([[], [new Heard("dispatch110", heardAt)], [new Heard("dispatch110", Now)]], sets.Select(set => set.Heard.ToArray()));
        Assert.All(sets.Skip(1), set => Assert.Empty(set.Changes));
    }

    [Fact]
    public async Task Commit_WhoseEventsCannotBeRead_KeepsNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => CommitAsync(new Delivery { Events = Torn(Event(1, a)), Shares = [new SourceShare("dispatch110", 1, 0, null)] }));

        Assert.Equal(0, Ledger.Version);
        Assert.Empty(Ledger.Activity);
        Assert.Equal(new CommitOutcome(1, 0, 0, 0, 0, 1), await CommitAsync(Delivery(Event(1, a))));
    }

    [Fact]
    public async Task Commit_WhenCancelledBefore_KeepsNothing()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.CommitAsync(Delivery(Event(1, a)), cancelled.Token));

        Assert.Equal(1, (await CommitAsync(Delivery(Event(1, a)))).Inserted);
    }

    [Fact]
    public async Task Commit_WhenCancelledBetweenPieces_KeepsNothing()
    {
        using CancellationTokenSource cancelled = new();
        IEnumerable<ReadOnlyMemory<EventRecord>> Pieces()
        {
            yield return new[] { Event(1, a) };
            cancelled.Cancel();
            yield return new[] { Event(2, a) };
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.CommitAsync(new Delivery { Events = Pieces() }, cancelled.Token));

        Assert.Equal(2, (await CommitAsync(Delivery(Event(1, a), Event(2, a)))).Inserted);
    }

    [Fact]
    public async Task Commit_OneBadAmongMany_SparesTheOthers()
    {
        EventRecord[] Batch(int index) => [.. Enumerable.Range(0, 1_500).Select(number => Event((ulong)((index * 2_000) + number), NewSeries(index)))];
        Task<CommitOutcome>[] commits = [.. Enumerable.Range(0, 40).Select(index => CommitAsync(index % 8 == 3 ? new Delivery { Events = Torn(Batch(index)) } : Delivery(Batch(index))))];

        int failed = 0;
        foreach (Task<CommitOutcome> commit in commits)
        {
            try
            {
                await commit;
            }
            catch (IOException)
            {
                failed++;
            }
        }

        Assert.Equal(5, failed);
        Assert.Equal(35, Ledger.Version);
        Assert.Equal(35 * 1_500, (await LedgerState.ReadAsync(Ledger)).Total);
    }

    [Fact]
    public async Task Commit_LargeDeliveryInOddPieces_CountsEveryEventOnce()
    {
        EventRecord[] events = [.. Enumerable.Range(0, 30_000).Select(index => Event((ulong)index, index % 3 == 0 ? a : b, occurredAt: Midnight + (index % 5_000)))];
        IEnumerable<ReadOnlyMemory<EventRecord>> Pieces()
        {
            for (int at = 0, size = 1; at < events.Length; at += size, size = (size * 7 % 4_001) + 1)
            {
                yield return events.AsMemory(at, Math.Min(size, events.Length - at));
            }
        }

        Assert.Equal(new CommitOutcome(30_000, 0, 0, 0, 0, 1), await CommitAsync(new Delivery { Events = Pieces() }));
        Assert.Equal(new CommitOutcome(0, 0, 0, 30_000, 0, 1), await CommitAsync(new Delivery { Events = Pieces() }));
        LedgerState state = await LedgerState.ReadAsync(Ledger);
        Assert.Equal(30_000, state.Total);
        Assert.Equal(new BucketState(2, 2), state[Series(1), BucketGrain.Event, Midnight]);
    }

    [Fact]
    public async Task Commit_EightWritersOfTheSameBatch_CountOnce()
    {
        EventRecord[] batch = [.. Enumerable.Range(0, 2_000).Select(index => Event((ulong)index, index % 2 == 0 ? a : b))];

        CommitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CommitAsync(Delivery(batch)))));

        Assert.Equal(2_000, outcomes.Sum(outcome => outcome.Inserted));
        Assert.Equal(14_000, outcomes.Sum(outcome => outcome.Duplicate));
        Assert.Equal(2_000, (await LedgerState.ReadAsync(Ledger)).Total);
        Assert.Equal(1, Ledger.Version);
    }

    [Fact]
    public async Task Commit_ManyAtOnce_GivesEachItsOwnVersion()
    {
        CommitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => CommitAsync(Delivery(Event((ulong)index, a)))));

        Assert.Equal(Enumerable.Range(1, 200).Select(version => (long)version), outcomes.Select(outcome => outcome.Version).Order());
    }

    [Fact]
    public async Task Reopened_KnowsEverything()
    {
        await CommitAsync(new Delivery { Events = [new[] { Event(1, a), Event(2, b) }], Shares = [new SourceShare("dispatch110", 2, 1, Midnight)], Refusals = [new("dispatch110", "unknown_unit", "unit", 1)] });
        LedgerState before = await LedgerState.ReadAsync(Ledger);
        SourceActivity activity = Ledger.Activity["dispatch110"];
        Guid identity = Ledger.Identity;

        await ReopenAsync();

        Assert.Equal(1, Ledger.Version);
        Assert.Equal(2, Ledger.Series.Count);
        Assert.Equal(identity, Ledger.Identity);
        Assert.Equal(before, await LedgerState.ReadAsync(Ledger));
        Assert.Equal(activity, Ledger.Activity["dispatch110"]);
        Assert.Single(await Ledger.ReadRefusalsAsync(10, Token));
        int again = Ledger.Series.GetOrAdd(Series(2));
        Assert.Equal(new CommitOutcome(1, 0, 0, 1, 0, 2), await CommitAsync(Delivery(Event(2, again), Event(3, again))));
    }

    [Fact]
    public async Task ReadChanges_AfterAVersion_GivesOnlyTheLaterOnesWithTheirTimes()
    {
        await CommitAsync(Delivery(Event(1, a)));
        Time.Advance(TimeSpan.FromMinutes(1));
        await CommitAsync(Delivery(Event(2, a)));
        await CommitAsync(Delivery(Event(3, b)));

        List<ChangeSet> sets = await ReadSetsAsync(1);

        Assert.Equal([2L, 3L], sets.Select(set => set.Version));
        Assert.All(sets, set => Assert.Equal(Now, set.RecordedAt));
        Assert.Equal([new Change(Midnight, 1, b, 1, BucketGrain.Event)], sets[1].Changes);
        Assert.Empty(await ReadSetsAsync(3));
    }

    [Fact]
    public async Task ReadChanges_LeftEarly_DoesNotHoldUpTheNextCommit()
    {
        await CommitAsync(Delivery(Event(1, a)));
        await CommitAsync(Delivery(Event(2, a)));

        await foreach (ChangeSet set in Ledger.ReadChangesAsync(0, Token))
        {
            Assert.Equal(1, set.Version);
            break;
        }

        Assert.Equal(3, (await CommitAsync(Delivery(Event(3, a)))).Version);
    }

    [Fact]
    public async Task FindVersion_GivesTheLastOneRecordedByThen()
    {
        Instant start = Now;
        for (ulong id = 1; id <= 5; id++)
        {
            Time.Advance(TimeSpan.FromHours(1));
            await CommitAsync(Delivery(Event(id, a)));
        }

        Assert.Equal(0, await Ledger.FindVersionAsync(start, Token));
        Assert.Equal(1, await Ledger.FindVersionAsync(start + Duration.FromHours(1), Token));
        Assert.Equal(3, await Ledger.FindVersionAsync(start + Duration.FromMinutes(239), Token));
        Assert.Equal(5, await Ledger.FindVersionAsync(start + Duration.FromDays(9), Token));
    }

    [Fact]
    public async Task WaitForChange_EndsWithTheNextCommit()
    {
        Task waiting = Ledger.WaitForChangeAsync(0, Token);
        Assert.False(waiting.IsCompleted);

        await CommitAsync(Delivery(Event(1, a)));

        await waiting;
        await Ledger.WaitForChangeAsync(0, Token);
        Task next = Ledger.WaitForChangeAsync(1, Token);
        await CommitAsync(Delivery(Event(1, a)));
        Assert.False(next.IsCompleted);
        await CommitAsync(Delivery(Event(2, a)));
        await next;
    }

    [Fact]
    public async Task WaitForChange_WhenCancelled_Ends()
    {
        using CancellationTokenSource source = new();
        Task waiting = Ledger.WaitForChangeAsync(0, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task EventSums_AreTheNetChangeOfTheSpanAtAVersion()
    {
        await CommitAsync(Delivery(Event(1, a, quantity: 2, occurredAt: Midnight), Event(2, a, occurredAt: Midnight + 59), Event(3, b, occurredAt: Midnight + 60), Event(4, b, occurredAt: Midnight - 1)));
        await CommitAsync(Delivery(Event(1, b, 1, 5, Midnight + 1)));
        await CommitAsync(Figures(Figure(a, 77, grain: BucketGrain.Hour, start: Midnight)));

        Assert.Equal(new Dictionary<int, long> { [a] = 3 }, await Ledger.ReadEventSumsAsync(Midnight, Midnight + 60, 1, Token));
        IReadOnlyDictionary<int, long> later = await Ledger.ReadEventSumsAsync(Midnight, Midnight + 60, 3, Token);
        Assert.Equal((1, 5), (later[a], later[b]));
        Assert.Empty(await Ledger.ReadEventSumsAsync(Midnight + 3_600, Midnight + 7_200, 3, Token));
    }

    [Fact]
    public async Task Activity_AddsUpWhatEachSourceSent()
    {
        Instant first = Now;
        await CommitAsync(new Delivery { Events = [new[] { Event(1, a), Event(2, a, occurredAt: Midnight - 500) }], Shares = [new SourceShare("dispatch110", 2, 0, Midnight)] });
        Time.Advance(TimeSpan.FromMinutes(5));
        await CommitAsync(new Delivery { Events = [new[] { Event(3, a, occurredAt: Midnight - 100) }], Shares = [new SourceShare("dispatch110", 1, 4, Midnight - 100), new SourceShare("casework", 0, 2, null)] });

        SourceActivity dispatch = Ledger.Activity["dispatch110"];
        Assert.Equal(new SourceActivity("dispatch110", Instant.FromUnixTimeSeconds(Midnight - 500), Instant.FromUnixTimeSeconds(Midnight), Now, Now, 3, 4), dispatch);
        Assert.Equal(new SourceActivity("casework", null, null, null, Now, 0, 2), Ledger.Activity["casework"]);
        Assert.NotEqual(first, Now);
    }

    [Fact]
    public async Task Refusals_AddUpByDayAndKind()
    {
        await Ledger.RecordRefusalsAsync([new("dispatch110", "bad_time", "occurredAt", 2), new("", "bad_json", "", 1)], Token);
        Time.Advance(TimeSpan.FromMinutes(1));
        await CommitAsync(new Delivery { Refusals = [new("dispatch110", "bad_time", "occurredAt", 3)], Shares = [new SourceShare("dispatch110", 0, 3, null)] });
        Time.Advance(TimeSpan.FromDays(1));
        await Ledger.RecordRefusalsAsync([new("dispatch110", "bad_time", "occurredAt", 1)], Token);

        IReadOnlyList<RefusalTotal> totals = await Ledger.ReadRefusalsAsync(10, Token);

        Assert.Equal(0, Ledger.Version);
        Assert.Equal([1L, 5, 1], totals.Select(total => total.Count));
        Assert.Equal([new LocalDate(2026, 3, 2), new(2026, 3, 1), new(2026, 3, 1)], totals.Select(total => total.Day));
        Assert.Equal(Now, totals[0].LastAt);
        Assert.Equal(2, (await Ledger.ReadRefusalsAsync(2, Token)).Count);
        Assert.Equal(6, Ledger.Activity["dispatch110"].Rejected);
        Assert.Null(Ledger.Activity["dispatch110"].LastSuccessAt);
    }

    [Fact]
    public async Task TwoLedgersOverOneStore_SeeAndCountEachOthersCommits()
    {
        await using ILedger other = await OpenAsync(Time);
        await CommitAsync(Delivery(Event(1, a)));
        int otherSeries = other.Series.GetOrAdd(Series(7, "casework"));

        CommitOutcome outcome = await other.CommitAsync(new Delivery { Events = [new[] { Event(1, otherSeries), Event(2, otherSeries) }], Shares = [new SourceShare("casework", 2, 0, Midnight)] }, Token);

        Assert.Equal(new CommitOutcome(1, 0, 0, 1, 0, 2), outcome);
        Task waiting = Ledger.WaitForChangeAsync(1, Token);
        while (!waiting.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(2, Ledger.Version);
        Assert.Equal(2, Ledger.Activity["casework"].Accepted);
        Assert.Equal(Series(7, "casework"), Ledger.Series[(await ReadSetsAsync(1))[0].Changes[0].Series]);
        Assert.Equal(new CommitOutcome(1, 0, 0, 1, 0, 3), await CommitAsync(Delivery(Event(2, b), Event(3, b))));
    }

    [Fact]
    public async Task Commit_AfterDispose_IsRefused()
    {
        ILedger closed = await OpenAsync(Time);
        await closed.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => closed.CommitAsync(new Delivery(), Token));
    }

    /// <summary>Now, by the test's clock.</summary>
    protected Instant Now => Time.GetUtcNow().ToInstant();

    /// <summary>Commits to the ledger opened first.</summary>
    [Fact]
    public async Task ReadTouching_GivesWhatCanSayAnythingOfASpan_WithWhoSentIt()
    {
        await CommitAsync(new Delivery { Events = [new[] { Event(1, a, occurredAt: Midnight) }], Actor = "key:one" });
        await CommitAsync(new Delivery { Events = [new[] { Event(2, a, occurredAt: Midnight + 7200) }], Actor = "key:two" });
        await CommitAsync(new Delivery { Figures = [new[] { Figure(b, 5) }], Actor = "key:three" });
        await CommitAsync(new Delivery { Events = [new[] { Event(2, a, 1, occurredAt: Midnight + 60) }], Actor = "key:four" });
        await CommitAsync(new Delivery { Events = [new[] { Event(3, a, occurredAt: Midnight + 9000) }], Figures = [new[] { Figure(b, 6, 1) }], Actor = "key:five" });

        List<ChangeSet> sets = [];
        await foreach (ChangeSet set in Ledger.ReadTouchingAsync(0, Midnight, Midnight + 3600, Token))
        {
            sets.Add(set);
        }

        List<ChangeSet> all = await ReadSetsAsync(0);
        Assert.Superset(new HashSet<long> { 1, 3, 4, 5 }, sets.Select(set => set.Version).ToHashSet());
        Assert.Equal(sets.Select(set => set.Version).Order(), sets.Select(set => set.Version));
        Assert.All(sets, set => Assert.Equal(all[(int)set.Version - 1].Changes, set.Changes));
        Assert.Equal(["key:one", "key:three", "key:four", "key:five"], sets.Where(set => set.Version != 2).Select(set => set.Actor));
    }

    protected Task<CommitOutcome> CommitAsync(Delivery delivery) => Ledger.CommitAsync(delivery, Token);

    /// <summary>Closes the ledger and opens it again, with new handles.</summary>
    protected async Task ReopenAsync()
    {
        await Ledger.DisposeAsync();
        Ledger = await OpenAsync(Time);
    }

    /// <summary>Everything after a version.</summary>
    protected async Task<List<ChangeSet>> ReadSetsAsync(long after)
    {
        List<ChangeSet> sets = [];
        await foreach (ChangeSet set in Ledger.ReadChangesAsync(after, Token))
        {
            sets.Add(set);
        }

        return sets;
    }

    private static IEnumerable<ReadOnlyMemory<EventRecord>> Torn(params EventRecord[] events)
    {
        yield return events;
        throw new IOException("the spool is gone");
    }

    private int NewSeries(int number) => Ledger.Series.GetOrAdd(Series(1_000 + number));

    private int a;
    private int b;
}
