using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SQLitePCL;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Testing;
using static Tongbi.Collector.Tests.Ledger.SomeRecord;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>What can go wrong with the file, and what the operator is told.</summary>
public sealed class SqliteLedgerFileTests : IDisposable
{
    [Fact]
    public async Task Commit_WhenTheDiskIsFull_KeepsNothingAndSaysWhatToDo()
    {
        await using (SqliteLedger ledger = await OpenAsync(maxPageCount: 60))
        {
            int series = ledger.Series.GetOrAdd(Series(1));
            Assert.Equal(100, (await ledger.CommitAsync(Delivery(Some(series, 0, 100)), Token)).Inserted);
            int unknown = ledger.Series.GetOrAdd(Series(2));

            LedgerUnavailableException full = await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.CommitAsync(Delivery(Some(unknown, 0, 20_000)), Token));

            Assert.Contains("Make room", full.Message, StringComparison.Ordinal);
            Assert.Equal(1, ledger.Version);
            Assert.Equal(new CommitOutcome(10, 0, 0, 0, 0, 2), await ledger.CommitAsync(Delivery(Some(unknown, 100, 10)), Token));
            Assert.Equal(TableRecount.Read(folder.Path), await LedgerState.ReadAsync(ledger));
        }

        await using SqliteLedger roomy = await OpenAsync();
        CommitOutcome again = await roomy.CommitAsync(Delivery(Some(roomy.Series.GetOrAdd(Series(2)), 0, 20_000)), Token);
        Assert.Equal((19_890, 110), (again.Inserted, again.Duplicate));
    }

    [Fact]
    public async Task Commit_WhileAnotherProcessHoldsTheLock_IsRefusedAndWorksAfterwards()
    {
        await using SqliteLedger ledger = await OpenAsync(busyTimeout: TimeSpan.FromMilliseconds(20));
        int series = ledger.Series.GetOrAdd(Series(1));
        await using (SqliteConnection other = TableRecount.Open(folder.Path))
        {
            await using SqliteTransaction holding = other.BeginTransaction(deferred: false);

            LedgerUnavailableException busy = await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.CommitAsync(Delivery(Event(1, series)), Token));

            Assert.Contains("Another process", busy.Message, StringComparison.Ordinal);
        }

        Assert.Equal(new CommitOutcome(1, 0, 0, 0, 0, 1), await ledger.CommitAsync(Delivery(Event(1, series)), Token));
        Assert.Equal(new CommitOutcome(1, 0, 0, 0, 0, 2), await ledger.CommitAsync(Delivery(Event(2, series)), Token));
    }

    [Fact]
    public async Task Open_FileOfTheFirstSchema_IsMigratedAndKeepsEverything()
    {
        await MakeAsync(1_200, 10);
        MakeFirstSchema(folder.Path);

        await using SqliteLedger ledger = await OpenAsync();

        Assert.Equal(2, ledger.Version);
        Assert.Equal(TableRecount.Read(folder.Path), await LedgerState.ReadAsync(ledger));
        Assert.Equal(new CommitOutcome(1, 0, 0, 1, 0, 3), await ledger.CommitAsync(Delivery(Event(1_210, 0), Event(1_211, 0)), Token));

        // Of the old blocks it is not known whether they hold figures: they are read, the new one is not.
        List<long> versions = [];
        await foreach (ChangeSet set in ledger.ReadTouchingAsync(0, 0, 1, Token))
        {
            versions.Add(set.Version);
        }

        Assert.Equal([1, 2], versions);
    }

    [Fact]
    public async Task Revise_ARecordOfAnOldFile_SaysThatItsFirstRecordingIsNotKnown()
    {
        await MakeAsync(5);
        MakeFirstSchema(folder.Path);
        await using SqliteLedger ledger = await OpenAsync();
        int before = ledger.Series.GetOrAdd(Series(1)), after = ledger.Series.GetOrAdd(Series(2));

        await ledger.CommitAsync(Delivery(Event(1, after, revision: 9)), Token);

        List<ChangeSet> sets = [];
        await foreach (ChangeSet set in ledger.ReadChangesAsync(0, Token))
        {
            sets.Add(set);
        }

        Assert.Null(sets[0].Corrections);
        Assert.Equal([new Correction(Midnight, 0, before, -1, 0), new Correction(Midnight, 0, after, 1, 1)], sets[1].Corrections);
    }

    [Fact]
    public async Task Open_FileFromBeforeDeliveriesWereKept_KnowsTheLastSuccessOfEachSource()
    {
        await MakeAsync(5, 5);
        TableRecount.Execute(folder.Path, """
            DROP TABLE heard; PRAGMA user_version = 6;
            INSERT OR REPLACE INTO source_activity(source, first_event_at, last_success_at, accepted, rejected) VALUES ('dispatch110', 1, 17723232000000000, 10, 0), ('grid', NULL, 17723232000000000, 1, 0);
            """);

        await using SqliteLedger ledger = await OpenAsync();

        List<ChangeSet> sets = [];
        await foreach (ChangeSet set in ledger.ReadChangesAsync(0, Token))
        {
            sets.Add(set);
        }

        Assert.Equal([[], [new Heard("dispatch110", Instant.FromUnixTimeSeconds(Midnight))]], sets.Select(set => set.Heard.ToArray()));
    }

    [Fact]
    public async Task Open_FileOfANewerProgram_IsRefused()
    {
        await MakeAsync(10);
        TableRecount.Execute(folder.Path, $"PRAGMA user_version = {LedgerSchema.Current + 1}");

        Assert.Contains("newer Tongbi", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_DatabaseOfSomethingElse_IsRefused()
    {
        TableRecount.Execute(folder.Path, "CREATE TABLE other(x)");

        Assert.Contains("not a ledger", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileThatIsNoDatabase_IsRefused()
    {
        await File.WriteAllTextAsync(LedgerFile, new string('x', 10_000), Token);

        Assert.Contains("restore the latest backup", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WhereTheFolderCannotBe_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "file"), "", Token);

        LedgerUnavailableException refusal = await Assert.ThrowsAsync<LedgerUnavailableException>(() =>
            SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = Path.Combine(folder.Path, "file", "data") }, TimeProvider.System, NullLogger<SqliteLedger>.Instance, Token));

        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileWithDamagedPages_IsRefused()
    {
        await MakeAsync(5_000);
        await using (FileStream file = new(LedgerFile, FileMode.Open))
        {
            // The middle of the file: pages of the event table.
            file.Position = file.Length / 2;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 3 * SqliteLedger.PageSize).ToArray(), Token);
        }

        Assert.Contains("damaged", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM change_log WHERE version = 3")]
    [InlineData("DELETE FROM change_log WHERE version = 1")]
    [InlineData("DELETE FROM change_log WHERE version = 2 AND part = 0")]
    public async Task Open_LogWithAGap_IsRefused(string damage)
    {
        await MakeAsync(500, 500, 500, 500);
        TableRecount.Execute(folder.Path, damage);

        Assert.Contains("change log", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadChanges_OfADamagedBlock_FailsInsteadOfGuessing()
    {
        await MakeAsync(10, 10);
        TableRecount.Execute(folder.Path, "UPDATE change_log SET entries = zeroblob(length(entries)) WHERE version = 2");
        await using SqliteLedger ledger = await OpenAsync();

        LedgerUnavailableException damage = await Assert.ThrowsAsync<LedgerUnavailableException>(() => LedgerState.ReadAsync(ledger));

        Assert.Contains("checksum", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wal_AfterLargeDeliveries_IsCutBack()
    {
        const long Limit = 256 << 10;
        await using SqliteLedger ledger = await OpenAsync(largestWalBytes: Limit);
        int series = ledger.Series.GetOrAdd(Series(1));
        for (int delivery = 0; delivery < 4; delivery++)
        {
            await ledger.CommitAsync(Delivery(Some(series, delivery * 20_000, 20_000)), Token);
        }

        // Served after the housekeeping that follows the large one.
        await ledger.CommitAsync(Delivery(Event(1_000_000, series)), Token);

        Assert.InRange(new FileInfo(LedgerFile + "-wal").Length, 0, Limit);
    }

    [Fact]
    public async Task Version_OfALargeDelivery_IsStoredInBoundedBlocks()
    {
        await MakeAsync(10_000);

        await using SqliteConnection connection = TableRecount.Open(folder.Path);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(DISTINCT version) || ' ' || count(*) || ' ' || (max(part) + 1) FROM change_log";
        Assert.Equal("1 20 20", await command.ExecuteScalarAsync(Token));
    }

    [Theory]
    [InlineData(raw.SQLITE_FULL, "Make room")]
    [InlineData(raw.SQLITE_READONLY, "write access")]
    [InlineData(raw.SQLITE_IOERR | (4 << 8), "Check the disk")]
    [InlineData(raw.SQLITE_CANTOPEN, "data directory")]
    [InlineData(raw.SQLITE_BUSY | (2 << 8), "Another process")]
    [InlineData(raw.SQLITE_CORRUPT, "latest backup")]
    [InlineData(raw.SQLITE_NOMEM, "memory")]
    public void Failure_OfTheStore_NamesItsRemedy(int code, string remedy) =>
        Assert.Contains(remedy, Assert.IsType<LedgerUnavailableException>(SqliteFailure.ToException(code, "words", "tongbi.db")).Message, StringComparison.Ordinal);

    [Fact]
    public void Failure_OfTheProgram_IsNotCalledUnavailable() =>
        Assert.IsType<InvalidOperationException>(SqliteFailure.ToException(raw.SQLITE_MISUSE, "words", "tongbi.db"));

    public void Dispose() => folder.Dispose();

    // Takes back what later schemas added.
    private static void MakeFirstSchema(string path) =>
        TableRecount.Execute(path, "DROP TABLE heard; DROP TABLE source_traffic; DROP TABLE held; DROP TABLE seal; DROP INDEX change_log_figures; ALTER TABLE change_log DROP COLUMN has_figures; ALTER TABLE change_log DROP COLUMN corrections; ALTER TABLE event DROP COLUMN first_recorded; ALTER TABLE event DROP COLUMN moved; PRAGMA user_version = 1");

    private static EventRecord[] Some(int series, int from, int count) =>
        [.. Enumerable.Range(from, count).Select(index => Event((ulong)index + 1, series, occurredAt: Midnight + index))];

    private async Task MakeAsync(params int[] sizes)
    {
        await using SqliteLedger ledger = await OpenAsync();
        int from = 0;
        foreach (int size in sizes)
        {
            await ledger.CommitAsync(Delivery(Some(ledger.Series.GetOrAdd(Series(1)), from, size)), Token);
            from += size;
        }
    }

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<LedgerUnavailableException>(() => OpenAsync())).Message;

    private Task<SqliteLedger> OpenAsync(int maxPageCount = 0, TimeSpan? busyTimeout = null, long largestWalBytes = 64 << 20) =>
        SqliteLedger.OpenAsync(
            new SqliteLedgerOptions { DataDirectory = folder.Path, MaxPageCount = maxPageCount, BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(30), LargestWalBytes = largestWalBytes, ChunkEvents = 4_000, BlockEntries = 500 },
            TimeProvider.System,
            NullLogger<SqliteLedger>.Instance,
            Token);

    private string LedgerFile => Path.Combine(folder.Path, SqliteLedgerOptions.FileName);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();
}
