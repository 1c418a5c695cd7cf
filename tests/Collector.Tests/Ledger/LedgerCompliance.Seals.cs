using NodaTime;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Seals;
using static Tongbi.Collector.Tests.Ledger.SomeRecord;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>Months that are closed and locked: what a ledger takes then, and what it refuses.</summary>
public abstract partial class LedgerCompliance
{
    [Fact]
    public async Task Seal_BeforeTheSecondPerson_ChangesNothing()
    {
        SealAct act = await RequestAsync(SealKind.Lock);

        Assert.Null(act.Approval);
        Assert.Equal(SealState.Open, Book.Seals.StateOf(February.Month));
        Assert.Equal(new CommitOutcome(1, 0, 0, 0, 0, 1), await CommitAsync(Delivery(Event(1, a, occurredAt: InFebruary))));
    }

    [Fact]
    public async Task Seal_ApprovedByWhoAsked_IsRefused()
    {
        SealAct act = await RequestAsync(SealKind.Lock);

        Assert.Equal(SealRefusal.SamePerson, (await Book.ApproveAsync(act.Id, "Ann", Token)).Refusal);
        Assert.Equal(SealRefusal.SamePerson, (await Book.ApproveAsync(act.Id, "ANN", Token)).Refusal);
        Assert.Equal(SealRefusal.UnknownAct, (await Book.ApproveAsync(act.Id + 1, "Bob", Token)).Refusal);
        Assert.Equal(SealState.Open, Book.Seals.StateOf(February.Month));
        Assert.Null((await Book.ApproveAsync(act.Id, "Bob", Token)).Refusal);
        Assert.Equal(SealRefusal.AlreadyApproved, (await Book.ApproveAsync(act.Id, "Cid", Token)).Refusal);
        Assert.Equal(SealState.Locked, Book.Seals.StateOf(February.Month));
    }

    [Fact]
    public async Task Seal_OfAMonthThatRuns_IsRefused()
    {
        SealSpan march = new(February.Month + 1, February.ToDay, February.ToDay + 31, February.ToHour, February.ToHour + (31 * 24), Midnight, Midnight + (31 * 86_400));

        Assert.Equal(SealRefusal.MonthNotOver, (await Book.RequestAsync(new SealRequest(SealKind.Close, march, "early", "Ann"), Token)).Refusal);
        Assert.Equal(SealRefusal.NothingToDo, (await Book.RequestAsync(new SealRequest(SealKind.Open, February, "why", "Ann"), Token)).Refusal);
        Assert.Equal(SealRefusal.NotLocked, (await Book.RequestAsync(new SealRequest(SealKind.Amend, February, "why", "Ann", TimeSpan.FromHours(1)), Token)).Refusal);
        Assert.Empty(Book.Seals.Acts);
    }

    [Fact]
    public async Task Closed_TakesChanges_AndRemembersTheVersionThatClosedIt()
    {
        await CommitAsync(Delivery(Event(1, a, occurredAt: InFebruary)));
        SealAct closed = await SealAsync(SealKind.Close);

        CommitOutcome outcome = await CommitAsync(Delivery(Event(2, a, occurredAt: InFebruary)));

        // The approval is a version of its own: from there on the month is told to be closed, with the figures that it had.
        Assert.Equal(new CommitOutcome(1, 0, 0, 0, 0, 3), outcome);
        Assert.Equal(2, closed.Approval?.Version);
        Assert.Equal((SealState.Open, SealState.Open, SealState.Closed), (Book.Seals.StateAt(February.Month, 1), Book.Seals.StateAt(February.Month, 2), Book.Seals.StateAt(February.Month, 3)));
        Assert.Equal(["test", "Bob", "test"], (await ReadSetsAsync(0)).Select(set => set.Actor));
        Assert.Equal(closed, Book.Seals.BaselineOf(February.Month));
    }

    [Fact]
    public async Task Locked_RefusesWhatWouldChangeIt_RecordByRecord()
    {
        await CommitAsync(Delivery(
            Event(1, a, occurredAt: InFebruary),
            Event(2, a, occurredAt: InFebruary),
            Event(3, a, occurredAt: InFebruary),
            Event(4, a),
            Event(5, a, withdrawn: true, occurredAt: InFebruary)));
        await SealAsync(SealKind.Lock);
        LedgerState before = await LedgerState.ReadAsync(Ledger);

        CommitOutcome outcome = await CommitAsync(Delivery(
            Event(10, a, occurredAt: InFebruary),                  // new, into it
            Event(1, a, 1, occurredAt: Midnight),                  // out of it
            Event(2, a, 1, occurredAt: InFebruary, withdrawn: true), // withdrawn
            Event(3, b, 1, occurredAt: InFebruary),                // to another series within it
            Event(4, a, 1, occurredAt: InFebruary),                // into it
            Event(5, a, 1, occurredAt: InFebruary),                // back into it
            Event(1, a, 0, occurredAt: InFebruary),                // a duplicate
            Event(3, a, 1, occurredAt: InFebruary),                // a revision that says the same
            Event(11, a, occurredAt: InFebruary, withdrawn: true), // never counted
            Event(12, a)));                                        // after it

        Assert.Equal((2, 1, 1, 1, 0), (outcome.Inserted + outcome.Withdrawn, outcome.Revised, outcome.Withdrawn, outcome.Duplicate, outcome.Stale));
        Assert.Equal(6, outcome.Sealed?.Count);
        Assert.Equal([0, 1, 2, 3, 4, 5], Enumerable.Range(0, 10).Where(index => outcome.Sealed?.HasEvent(index) == true));
        LedgerState after = await LedgerState.ReadAsync(Ledger);
        Assert.Equal(before[Series(1), BucketGrain.Event, InFebruary], after[Series(1), BucketGrain.Event, InFebruary]);
        Assert.Equal(default, after[Series(2), BucketGrain.Event, InFebruary]);
        Assert.Equal(new BucketState(2, 2), after[Series(1), BucketGrain.Event, Midnight]);
    }

    [Theory]
    [InlineData(BucketGrain.Hour, 0)]
    [InlineData(BucketGrain.Day, 27)]
    [InlineData(BucketGrain.Month, 0)]
    [InlineData(BucketGrain.Year, 0)]
    public async Task Locked_RefusesFiguresThatOverlapIt(BucketGrain grain, int offset)
    {
        long start = offset + grain switch
        {
            BucketGrain.Hour => February.FromHour,
            BucketGrain.Day => February.FromDay,
            BucketGrain.Month => February.Month,
            _ => February.Month / 12,
        };
        await CommitAsync(Figures(Figure(a, 5, grain: grain, start: start)));
        await SealAsync(SealKind.Lock);

        CommitOutcome outcome = await CommitAsync(Figures(
            Figure(a, 6, 1, grain, start),
            Figure(a, 5, 0, grain, start),
            Figure(a, 5, 2, grain, start),
            Figure(a, 5, 3, grain, start, withdrawn: true),
            Figure(b, 1, 0, grain, start),
            Figure(b, 1, 0, BucketGrain.Day, February.ToDay)));

        Assert.Equal((1, 1, 0, 1), (outcome.Inserted, outcome.Revised, outcome.Withdrawn, outcome.Duplicate));
        Assert.Equal([0, 3, 4], Enumerable.Range(0, 6).Where(index => outcome.Sealed?.HasFigure(index) == true));
        Assert.Equal(new BucketState(5, 1), (await LedgerState.ReadAsync(Ledger))[Series(1), grain, start]);
    }

    [Fact]
    public async Task Locked_WhereNothingIsLeft_MakesNoVersionAndNoSuccess_ButCountsTheRefusals()
    {
        await SealAsync(SealKind.Lock);

        CommitOutcome outcome = await CommitAsync(new Delivery
        {
            Events = [new[] { Event(1, a, occurredAt: InFebruary), Event(2, a, occurredAt: InFebruary) }],
            Shares = [new SourceShare("dispatch110", 2, 0, InFebruary)],
            Actor = "test",
        });

        Assert.Equal((1, 2), (outcome.Version, outcome.Sealed?.Count));
        SourceActivity activity = Ledger.Activity["dispatch110"];
        Assert.Equal((0, 2), (activity.Accepted, activity.Rejected));
        Assert.Null(activity.FirstEventAt);
        Assert.Null(activity.LastRecordAt);
        Assert.Null(activity.LastSuccessAt);
        RefusalTotal refusal = Assert.Single(await Ledger.ReadRefusalsAsync(10, Token));
        Assert.Equal(("dispatch110", "sealed_period", 2L), (refusal.Source, refusal.Code, refusal.Count));
    }

    [Fact]
    public async Task Amendment_OpensTheMonthUntilItsTimeIsOver()
    {
        await SealAsync(SealKind.Lock);
        SealAct asked = await RequestAsync(SealKind.Amend, TimeSpan.FromHours(2));
        Assert.Equal(1, (await CommitAsync(Delivery(Event(1, a, occurredAt: InFebruary)))).Sealed?.Count);

        Time.Advance(TimeSpan.FromHours(5));
        Assert.Null((await Book.ApproveAsync(asked.Id, "Bob", Token)).Refusal);
        Assert.Equal(1, (await CommitAsync(Delivery(Event(1, a, occurredAt: InFebruary)))).Inserted);
        Time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await CommitAsync(Delivery(Event(2, a, occurredAt: InFebruary)))).Inserted);
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await CommitAsync(Delivery(Event(3, a, occurredAt: InFebruary)))).Sealed?.Count);
        Assert.Equal(SealState.Locked, Book.Seals.StateOf(February.Month));
    }

    [Fact]
    public async Task Lock_OpenedAgain_TakesChanges_AndTheNextSealHasANewBaseline()
    {
        await SealAsync(SealKind.Lock);
        await SealAsync(SealKind.Open);
        Assert.Equal(1, (await CommitAsync(Delivery(Event(1, a, occurredAt: InFebruary)))).Inserted);
        SealAct closed = await SealAsync(SealKind.Close);
        await CommitAsync(Delivery(Event(2, a, occurredAt: InFebruary)));
        SealAct locked = await SealAsync(SealKind.Lock);

        Assert.Equal((4, 6), (closed.Approval?.Version, locked.Approval?.Version));
        Assert.Equal(closed.Id, Book.Seals.BaselineOf(February.Month)?.Id);
        Assert.Equal(locked.Id, Book.Seals.RulingOf(February.Month)?.Id);
    }

    [Fact]
    public async Task Seals_AreThereAfterTheLedgerIsOpenedAgain()
    {
        await SealAsync(SealKind.Lock);
        await RequestAsync(SealKind.Amend, TimeSpan.FromHours(2));
        IReadOnlyList<SealAct> acts = Book.Seals.Acts;

        await ReopenAsync();

        Assert.Equal(acts, Book.Seals.Acts);
        Assert.Equal(1, (await CommitAsync(Delivery(Event(1, Ledger.Series.GetOrAdd(Series(1)), occurredAt: InFebruary)))).Sealed?.Count);
    }

    [Fact]
    public async Task Lock_OfAnotherProcess_RulesTheNextDelivery()
    {
        await using (ILedger other = await OpenAsync(Time))
        {
            ISealBook book = (ISealBook)other;
            SealAct act = (await book.RequestAsync(new SealRequest(SealKind.Lock, February, "reported", "Ann"), Token)).Act!; // nothing speaks against it
            await book.ApproveAsync(act.Id, "Bob", Token);
        }

        Assert.Equal(1, (await CommitAsync(Delivery(Event(1, a, occurredAt: InFebruary)))).Sealed?.Count);
        Assert.Equal(SealState.Locked, Book.Seals.StateOf(February.Month));
    }

    [Fact]
    public async Task Lock_WhileDeliveriesCome_CutsThemAtItsVersion()
    {
        SealAct asked = await RequestAsync(SealKind.Lock);
        Task<CommitOutcome>[] before = [.. Enumerable.Range(0, 40).Select(id => CommitAsync(Delivery(Event((ulong)id + 1, a, occurredAt: InFebruary + id))))];
        Task<SealOutcome> locking = Book.ApproveAsync(asked.Id, "Bob", Token);
        Task<CommitOutcome>[] after = [.. Enumerable.Range(40, 40).Select(id => CommitAsync(Delivery(Event((ulong)id + 1, a, occurredAt: InFebruary + id))))];

        CommitOutcome[] outcomes = [.. await Task.WhenAll(before), .. await Task.WhenAll(after)];
        long version = (await locking).Act?.Approval?.Version ?? -1;

        Assert.Equal(version - 1, outcomes.Sum(outcome => outcome.Inserted));
        Assert.Equal(version, Ledger.Version);
        Assert.All(outcomes, outcome => Assert.True(outcome.Inserted == 1 ? outcome.Version < version : outcome.Sealed?.Count == 1));
        Assert.Equal(version - 1, (await LedgerState.ReadAsync(Ledger)).Total);
    }

    [Fact]
    public async Task Delivery_ThatFailsBesideASeal_LeavesTheSeal()
    {
        SealAct asked = await RequestAsync(SealKind.Lock);
        Task<CommitOutcome> torn = CommitAsync(new Delivery { Events = Torn(Event(1, a)), Actor = "test" });
        Task<SealOutcome> locking = Book.ApproveAsync(asked.Id, "Bob", Token);
        Task<CommitOutcome> tornToo = CommitAsync(new Delivery { Events = Torn(Event(2, a)), Actor = "test" });

        await Assert.ThrowsAsync<IOException>(() => torn);
        await Assert.ThrowsAsync<IOException>(() => tornToo);
        await locking;

        Assert.Equal(SealState.Locked, Book.Seals.StateOf(February.Month));
        Assert.Equal(1, (await CommitAsync(Delivery(Event(3, a, occurredAt: InFebruary)))).Sealed?.Count);
    }

    private ISealBook Book => (ISealBook)Ledger;

    private async Task<SealAct> RequestAsync(SealKind kind, TimeSpan? amendFor = null) =>
        Assert.IsType<SealAct>((await Book.RequestAsync(new SealRequest(kind, February, "reported", "Ann", amendFor), Token)).Act);

    private async Task<SealAct> SealAsync(SealKind kind) =>
        Assert.IsType<SealAct>((await Book.ApproveAsync((await RequestAsync(kind)).Id, "Bob", Token)).Act);

    // February 2026 in UTC; the clock of these tests stands at noon of the 1st of March.
    private const long InFebruary = Midnight - 7_200;
    private const int FirstOfMarch = (int)(Midnight / 86_400);
    private static readonly SealSpan February = new((2026 * 12) + 1, FirstOfMarch - 28, FirstOfMarch, (FirstOfMarch - 28) * 24, FirstOfMarch * 24, Midnight - (28 * 86_400), Midnight);
}
