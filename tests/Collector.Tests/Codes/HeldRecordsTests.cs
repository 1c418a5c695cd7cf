using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Tests.Ingest;
using Tongbi.Collector.Tests.Ledger;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Codes;

public sealed class HeldRecordsTests
{
    [Fact]
    public async Task Event_WithMappedCodes_IsCountedAtWhatTheyStandFor()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Full);

        using IngestResult result = await bench.SendAsync(Coded("A1"), Coded("A2").With("unit", "PS01").With("category", "admin"));

        Assert.Equal((2, 0, 0), (result.Outcome.Inserted, result.RejectedCount, result.Held));
        LedgerState state = await bench.StateAsync();
        Assert.Equal(1, state[Leaf("admin/gambling", "PS02"), BucketGrain.Event, Second].Count);
        Assert.Equal(1, state[Leaf("admin", "PS01"), BucketGrain.Event, Second].Count); // the catalogue's own codes go on working
    }

    [Theory]
    [InlineData("2025-12-31T23:59:59+08:00", "PS01")]
    [InlineData("2026-01-01T00:00:00+08:00", "PS02")]
    public async Task Code_WithDates_IsLookedUpByTheLocalDateOfTheRecord(string at, string unit)
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { dispatch110: { units: { u1: [ { to: PS01, validTo: 2026-01-01 }, { to: PS02, validFrom: 2026-01-01 } ] } } }");

        using IngestResult result = await bench.SendAsync(Fields.SomeEvent().With("unit", "u1").With("occurredAt", at));

        LedgerState state = await bench.StateAsync();
        Assert.Equal(1, state[Leaf("admin/gambling", unit), BucketGrain.Event, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds()].Count);
    }

    [Fact]
    public async Task Code_NamedByTheTableButNotOnThatDate_IsNotTakenForTheCataloguesOwn()
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { dispatch110: { units: { PS01: { to: PS02, validFrom: 2026-02-01 } } } }");

        using IngestResult result = await bench.SendAsync(Fields.SomeEvent());

        Assert.Equal((0, 1), (result.Outcome.Inserted, result.Held));
    }

    [Fact]
    public async Task UnmappedCode_Waits_IsShownAndIsCountedOnceItIsMapped()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);

        using (IngestResult result = await bench.SendAsync(Coded("A1"), Coded("A2").With("revision", 3), Fields.SomeEvent("A3")))
        {
            Assert.Equal((1, 2, 2), (result.Outcome.Inserted, result.RejectedCount, result.Held));
            Assert.All(result.Rejected, refusal => Assert.Equal(("unknown_category", "category"), (refusal.Code, refusal.Field)));
            Assert.All(result.Rejected, refusal => Assert.Contains("kept", refusal.Message, StringComparison.Ordinal));
        }

        Instant at = Instant.FromUnixTimeSeconds(Second);
        Assert.Equal(
            [new UnmappedCode("dispatch110", "category", "incident", "0301", 2, at, at), new UnmappedCode("dispatch110", "unit", "", "3302", 2, at, at)],
            await bench.Ledger.ReadUnmappedAsync(10, Token));

        bench.Map(UnitsOnly);
        Assert.Equal(new HeldOutcome(2, 0, 0, 0, 2, 1), await bench.Keeper.LookAsync(Token));
        Assert.Equal(["category"], (await bench.Ledger.ReadUnmappedAsync(10, Token)).Select(code => code.Field));

        bench.Map(Full);
        Assert.Equal(new HeldOutcome(2, 2, 0, 0, 2, 2), await bench.Keeper.LookAsync(Token));
        Assert.Null(await bench.Keeper.LookAsync(Token));
        Assert.Empty(await bench.Ledger.ReadUnmappedAsync(10, Token));
        Assert.Equal(2, (await bench.StateAsync())[Leaf("admin/gambling", "PS02"), BucketGrain.Event, Second].Count);

        using IngestResult again = await bench.SendAsync(Coded("A1"), Coded("A2").With("revision", 3));
        Assert.Equal(2, again.Outcome.Duplicate);
    }

    [Fact]
    public async Task WaitingRecord_SentAgain_WaitsOnce()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);

        (await bench.SendAsync(Coded("A1"), Coded("A1"))).Dispose();
        (await bench.SendAsync(Coded("A1"))).Dispose();

        Assert.Equal(1, bench.HeldCount);
    }

    [Fact]
    public async Task WaitingRecord_SurvivesARestart_AndIsCountedAtTheStart()
    {
        CodesBench before = await CodesBench.OpenAsync(Empty);
        (await before.SendAsync(Coded("A1"))).Dispose();
        TemporaryFolder folder = await before.CloseAsync();

        await using CodesBench after = await CodesBench.OpenAsync(Full, folder);
        Assert.Equal(1, after.HeldCount);
        await after.Keeper.LookAsync(Token);

        Assert.Equal(0, after.HeldCount);
        Assert.Equal(1, (await after.StateAsync()).Total);
    }

    [Fact]
    public async Task RecordHeldByARequestReadUnderOldTables_IsCountedAtTheNextLook()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Full);
        await bench.Keeper.LookAsync(Token);
        HeldRecord late = new("dispatch110", "incident", "0301", "3302", BucketGrain.Event, 7, Second, Second, 1, 0, false, HeldFields.Category | HeldFields.Unit);

        await bench.Ledger.CommitAsync(new Delivery { Held = [late] }, Token);
        HeldOutcome? outcome = await bench.Keeper.LookAsync(Token);

        Assert.Equal(1, outcome?.Released);
    }

    [Fact]
    public async Task MappingTakenAway_LeavesWhatWasCounted()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Full);
        (await bench.SendAsync(Coded("A1"))).Dispose();

        bench.Map(Empty);
        (await bench.SendAsync(Coded("A1"))).Dispose(); // known with this revision: it waits for nothing

        Assert.Equal((1, 0), ((await bench.StateAsync()).Total, bench.HeldCount));
    }

    [Fact]
    public async Task NewerRevisionWithKnownCodes_EndsTheWaitOfTheOlder()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);
        (await bench.SendAsync(Coded("A1"))).Dispose();
        (await bench.SendAsync(Fields.SomeEvent("A1").With("revision", 1))).Dispose();

        Assert.Empty(await bench.Ledger.ReadUnmappedAsync(10, Token));
        bench.Map(UnitsOnly);
        Assert.Equal(1, (await bench.Keeper.LookAsync(Token))?.Dropped);
        Assert.Equal((1, 0), ((await bench.StateAsync()).Total, bench.HeldCount));
    }

    [Fact]
    public async Task TableThatDoesNotHold_RefusesForGood()
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { dispatch110: { hold: false, units: { \"3301\": PS01 } } }");

        using IngestResult result = await bench.SendAsync(Coded("A1"));

        Assert.Equal((1, 0, 0), (result.RejectedCount, result.Held, bench.HeldCount));
    }

    [Fact]
    public async Task SourceWithoutATable_RefusesForGood()
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { mediation: { } }");

        using IngestResult result = await bench.SendAsync(Coded("A1"));

        Assert.Equal((1, 0), (result.RejectedCount, bench.HeldCount));
    }

    [Theory]
    [InlineData("unit", "332522199001011234")]
    [InlineData("unit", "13800138000")]
    [InlineData("category", "张三丰")]
    [InlineData("category", "ZhangSanfeng")]
    public async Task TextThatMayBeAPersons_IsNotKept(string field, string text)
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);

        using IngestResult result = await bench.SendAsync(Fields.SomeEvent("A1").With(field, text));

        Assert.Equal((1, 0, 0), (result.RejectedCount, result.Held, bench.HeldCount));
        Assert.Contains("not kept", result.Rejected.Single().Message, StringComparison.Ordinal);
        TemporaryFolder folder = await bench.CloseAsync();
        byte[] planted = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.All(Directory.GetFiles(folder.Path), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(planted) < 0, file));
    }

    [Fact]
    public async Task RecordWithAnotherMistake_DoesNotWait()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);

        using IngestResult result = await bench.SendAsync(Coded("A1").With("quantity", "many"), Coded("A2").With("occurredAt", "yesterday"));

        Assert.Equal(["bad_quantity", "bad_time"], result.Rejected.Select(refusal => refusal.Code));
        Assert.Equal(0, bench.HeldCount);
    }

    [Fact]
    public async Task MoreRecordsThanMayWait_AreRefusedAndSaySo()
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { dispatch110: { limit: 2 } }");

        using (IngestResult result = await bench.SendAsync(Coded("A1"), Coded("A2"), Coded("A3")))
        {
            Assert.Equal((3, 2, 2), (result.RejectedCount, result.Held, bench.HeldCount));
            Assert.Contains("as may", result.Rejected.Last().Message, StringComparison.Ordinal);
        }

        bench.Map(Full);
        await bench.Keeper.LookAsync(Token);
        bench.Map("sources: { dispatch110: { limit: 2 } }");
        using IngestResult room = await bench.SendAsync(Coded("A3"));
        Assert.Equal(1, room.Held);
    }

    [Fact]
    public async Task IgnoredCode_IsRefusedForGood_AndEndsTheWaitOfThoseBefore()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);
        (await bench.SendAsync(Coded("A1"))).Dispose();

        bench.Map("sources: { dispatch110: { units: { \"3302\": { ignore: true } } } }");
        HeldOutcome? outcome = await bench.Keeper.LookAsync(Token);
        using IngestResult result = await bench.SendAsync(Coded("A2").Without("category"));

        Assert.Equal((1, 0, 0), (outcome?.Dropped, result.Held, bench.HeldCount));
    }

    [Fact]
    public async Task CategoryCode_ChoosesTheMetricOfARecordThatNamesNone()
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { mediation: { categories: { \"*\": { J1: { metric: accepted, to: \"/\" } } } } }");
        Fields record = Fields.SomeEvent("M1").With("source", "mediation").Without("metric").With("category", "J1");

        using (IngestResult result = await bench.SendAsync(record, record.With("id", "M2").With("category", "J2"), record.With("id", "M3").Without("category")))
        {
            Assert.Equal((1, 1), (result.Outcome.Inserted, result.Held));
            Assert.Equal(["unknown_category", "missing_field"], result.Rejected.Select(refusal => refusal.Code));
        }

        bench.Map("sources: { mediation: { categories: { \"*\": { J2: { metric: resolved, to: \"/\" } } } } }");
        await bench.Keeper.LookAsync(Token);
        LedgerState state = await bench.StateAsync();
        Assert.Equal(1, state[new SeriesKey("mediation", "accepted", "", "PS01"), BucketGrain.Event, Second].Count);
        Assert.Equal(1, state[new SeriesKey("mediation", "resolved", "", "PS01"), BucketGrain.Event, Second].Count);
    }

    [Fact]
    public async Task Figures_WaitAndTheLastWordCounts()
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { mediation: { } }");
        Fields figure = Fields.SomeFigure("2025-06").With("unit", "3302");

        (await bench.SendAsync(RecordKind.Figure, figure.With("count", 5))).Dispose();
        (await bench.SendAsync(RecordKind.Figure, figure.With("count", 9), figure.With("count", 8))).Dispose();
        (await bench.SendAsync(RecordKind.Figure, figure.With("count", 8))).Dispose();
        Assert.Equal(1, bench.HeldCount);

        bench.Map("sources: { mediation: { units: { \"3302\": PS02 } } }");
        await bench.Keeper.LookAsync(Token);
        Assert.Equal(8, (await bench.StateAsync())[new SeriesKey("mediation", "accepted", "", "PS02"), BucketGrain.Month, (2025 * 12) + 5].Count);
    }

    [Fact]
    public async Task FiguresOfTwoCodesForOneUnit_AreRefusedRatherThanReplacedByOneAnother()
    {
        await using CodesBench bench = await CodesBench.OpenAsync("sources: { mediation: { units: { a1: PS01, a2: PS01 } } }");

        using IngestResult figure = await bench.SendAsync(RecordKind.Figure, Fields.SomeFigure().With("unit", "a1"));
        using IngestResult happening = await bench.SendAsync(Fields.SomeEvent().With("source", "mediation").With("metric", "accepted").Without("category").With("unit", "a1"));

        Assert.Equal("shared_code", figure.Rejected.Single().Code);
        Assert.Equal(1, happening.Outcome.Inserted);
    }

    [Fact]
    public async Task UnitThatTheCatalogueGets_IsAsGoodAsALineInTheTable()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);
        (await bench.SendAsync(Fields.SomeEvent().With("unit", "PS03"))).Dispose();
        Assert.Equal(1, bench.HeldCount);

        bench.Catalogue(IngestBench.CatalogueText.Replace("{ code: PS02, name: 元和所 }", "{ code: PS02, name: 元和所 }, { code: PS03, name: 白龙山所 }", StringComparison.Ordinal));
        await bench.Keeper.LookAsync(Token);

        Assert.Equal((1, 0), ((await bench.StateAsync()).Total, bench.HeldCount));
    }

    [Fact]
    public async Task MappedRecordOfALockedMonth_WaitsForAnAmendment()
    {
        await using CodesBench bench = await CodesBench.OpenAsync(Empty);
        (await bench.SendAsync(Coded("A1"))).Dispose();
        SealSpan january = SealSpans.Of(CatalogueLoader.Parse(IngestBench.CatalogueText, "catalog.yaml").Calendar, 2026 * 12);
        await SealAsync(bench.Ledger, new SealRequest(SealKind.Lock, january, "report", "li", null));

        bench.Map(Full);
        Assert.Equal((0, 1), await LookAsync());
        Assert.Empty(await bench.Ledger.ReadUnmappedAsync(10, Token));
        Assert.Equal((1, 0), (bench.HeldCount, (await bench.StateAsync()).Total));

        await SealAsync(bench.Ledger, new SealRequest(SealKind.Amend, january, "late codes", "li", TimeSpan.FromDays(1)));
        bench.Time.Advance(HeldRecordsKeeper.SealedInterval);
        Assert.Equal((1, 0), await LookAsync());
        Assert.Equal((0, 1), (bench.HeldCount, (await bench.StateAsync()).Total));

        async Task<(long?, long?)> LookAsync()
        {
            HeldOutcome? outcome = await bench.Keeper.LookAsync(Token);
            return (outcome?.Released, outcome?.Sealed);
        }
    }

    private static async Task SealAsync(SqliteLedger ledger, SealRequest request)
    {
        SealOutcome asked = await ledger.RequestAsync(request, Token);
        SealOutcome approved = await ledger.ApproveAsync(asked.Act!.Id, "wang", Token);
        Assert.Null(approved.Refusal);
    }

    private static Fields Coded(string id) => Fields.SomeEvent(id).With("unit", "3302").With("category", "0301");

    private static SeriesKey Leaf(string category, string unit) => new("dispatch110", "incident", category, unit);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private const string Empty = "sources: { dispatch110: { } }";
    private const string UnitsOnly = "sources: { dispatch110: { units: { \"3302\": PS02 } } }";
    private const string Full = "sources: { dispatch110: { units: { \"3302\": PS02 }, categories: { incident: { \"0301\": admin/gambling } } } }";

    /// <summary>2026-01-31T08:00:00+08:00, when <see cref="Fields.SomeEvent"/> occurs.</summary>
    private const long Second = 1_769_817_600;
}
