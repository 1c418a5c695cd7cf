using Npgsql;
using Tongbi.Collector.Sources.Database;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Sources.Database;

/// <summary>Pulls from a real PostgreSQL, with everything that goes wrong between two machines.</summary>
public sealed class PostgresPullTests(PostgresPullTests.Server server) : IClassFixture<PostgresPullTests.Server>, IAsyncLifetime
{
    [Fact]
    public async Task FirstPull_ReadsTheHistoryInBatches_AndTheNextOnlyTheOverlap()
    {
        await FillAsync(2_350);
        bench.Define(Incidents);

        PullStatus first = await bench.RunAsync();

        Assert.Equal((false, null, 2_350L), (first.IsRunning, first.LastFault, first.LastTally.Inserted));
        Assert.Equal("2026-01-02T15:10:00", first.Watermark.ToString());
        Assert.Equal(await server.Postgres.CountAsync("SELECT count(*) FROM incidents WHERE unit = 'PS02'", Token), await bench.CountAsync("admin", "PS02"));
        Assert.Equal(2_350, await bench.TotalAsync());

        // Ten minutes of overlap are ten rows, and the last row once more.
        PullStatus second = await bench.RunAsync();
        Assert.Equal((11L, 11L, 0L), (second.LastTally.Rows, second.LastTally.Duplicate, second.LastTally.Inserted));

        bench.Restart();
        PullStatus third = await bench.RunAsync();
        Assert.Equal((11L, 11L), (third.LastTally.Rows, third.LastTally.Duplicate));
        Assert.NotNull(bench.Ledger.Activity["dispatch110"].LastSuccessAt);
    }

    [Fact]
    public async Task MoreRowsThanABatchWithOneWatermark_AreAllRead()
    {
        await FillAsync(700);
        await ExecuteAsync("UPDATE incidents SET modified_at = '2026-01-20 08:00:00', rev = 1 WHERE id <= 600");
        bench.Define(Incidents.Replace("batch: 500", "batch: 50", StringComparison.Ordinal));

        PullStatus status = await bench.RunAsync();

        Assert.Null(status.LastFault);
        Assert.Equal(700, await bench.TotalAsync());
    }

    [Fact]
    public async Task RowThatCommitsLate_IsReadWithinTheOverlap()
    {
        await FillAsync(100);
        bench.Define(Incidents);
        await using NpgsqlConnection slow = await ConnectAsync();
        await using NpgsqlTransaction late = await slow.BeginTransactionAsync(Token);
        await using (NpgsqlCommand insert = new("INSERT INTO incidents VALUES (9001, 'L1', 'PS01', '2026-01-01 01:38:30', '2026-01-01 01:38:30', 0)", slow, late))
        {
            await insert.ExecuteNonQueryAsync(Token);
        }

        Assert.Equal(100, (await bench.RunAsync()).LastTally.Inserted); // past it, and without it
        await late.CommitAsync(Token);

        Assert.Equal(1, (await bench.RunAsync()).LastTally.Inserted);
        Assert.Equal(101, await bench.TotalAsync());
    }

    [Fact]
    public async Task InterleavedWriters_LoseNothing()
    {
        bench.Define(Incidents);
        await using NpgsqlConnection first = await ConnectAsync();
        await using NpgsqlConnection second = await ConnectAsync();
        await using NpgsqlConnection third = await ConnectAsync();
        NpgsqlConnection[] writers = [first, second, third];
        NpgsqlTransaction?[] open = new NpgsqlTransaction?[writers.Length];
#pragma warning disable RS0030 // A stated seed: the same interleaving every time.
        Random random = new(20260301);
#pragma warning restore RS0030
        for (int id = 1; id <= 240; id++)
        {
            int writer = random.Next(writers.Length);
            open[writer] ??= await writers[writer].BeginTransactionAsync(Token);
            await using (NpgsqlCommand insert = new($"INSERT INTO incidents VALUES ({id}, 'R{id}', 'PS01', timestamp '2026-01-01 00:00' + interval '2 seconds' * {id}, timestamp '2026-01-01 00:00' + interval '2 seconds' * {id}, 0)", writers[writer], open[writer]))
            {
                await insert.ExecuteNonQueryAsync(Token);
            }

            if (random.Next(4) == 0 && open[writer] is { } ready)
            {
                await ready.CommitAsync(Token);
                open[writer] = null;
            }

            if (random.Next(12) == 0)
            {
                Assert.Null((await bench.RunAsync()).LastFault);
            }
        }

        foreach (NpgsqlTransaction? rest in open)
        {
            await (rest?.CommitAsync(Token) ?? Task.CompletedTask);
        }

        await bench.RunAsync();
        Assert.Equal(240, await bench.TotalAsync());
    }

    [Fact]
    public async Task Corrections_ReplaceWhatWasCounted()
    {
        await FillAsync(10);
        bench.Define(Incidents);
        await bench.RunAsync();

        await ExecuteAsync("UPDATE incidents SET unit = 'PS02', rev = rev + 1, modified_at = '2026-01-20 08:00:00' WHERE unit = 'PS01'");
        PullStatus status = await bench.RunAsync();

        Assert.Equal(5, status.LastTally.Revised);
        Assert.Equal((0L, 10L), (await bench.CountAsync("admin", "PS01"), await bench.CountAsync("admin", "PS02")));
    }

    [Fact]
    public async Task Corrections_OfASourceWithoutRevisions_GoByTheWatermark()
    {
        await FillAsync(10);
        bench.Define(Incidents.Replace("revision: { column: rev }", "revision: { column: \"@watermark\" }", StringComparison.Ordinal));
        await bench.RunAsync();

        await ExecuteAsync("UPDATE incidents SET unit = 'PS02', modified_at = '2026-01-20 08:00:00' WHERE unit = 'PS01'");
        await bench.RunAsync();

        Assert.Equal((0L, 10L), (await bench.CountAsync("admin", "PS01"), await bench.CountAsync("admin", "PS02")));
    }

    [Fact]
    public async Task Counts_ByAWatermarkOfNumbersAndOfInstants_ArePulledToo()
    {
        await ExecuteAsync("CREATE TABLE figures(seq bigint, at timestamptz, unit text, day date, accepted int); INSERT INTO figures SELECT n, timestamptz '2026-01-10 00:00+08' + interval '1 hour' * n, 'PS01', date '2026-01-01' + n, n FROM generate_series(1, 30) n");
        const string Pull = """
            id: figures
            source: mediation
            kind: counts
            connection: #connection
            query: SELECT seq, at, unit, day, accepted FROM figures WHERE seq >= @since ORDER BY seq LIMIT @limit
            watermark: { column: seq, type: integer, from: "0", overlap: 5 }
            fields: { metric: accepted, unit: { column: unit }, period: { column: day }, count: { column: accepted } }
            every: PT5M
            batch: 7
            """;
        bench.Define(Pull);
        Assert.Equal((null, 30L), Brief(await bench.RunAsync()));
        Assert.Equal("30", bench.Status.Watermark.ToString());
        Assert.Equal(30 * 31 / 2, await bench.CountAsync("", "PS01", "mediation", "accepted"));

        bench.Define(Pull.Replace("id: figures", "id: instants", StringComparison.Ordinal).Replace("seq >=", "at >=", StringComparison.Ordinal).Replace("ORDER BY seq", "ORDER BY at", StringComparison.Ordinal)
            .Replace("""{ column: seq, type: integer, from: "0", overlap: 5 }""", """{ column: at, type: instant, from: "2026-01-10T00:00:00+08:00" }""", StringComparison.Ordinal));
        PullStatus status = await bench.RunAsync();
        Assert.Null(status.LastFault);
        Assert.Equal("2026-01-10T22:00:00Z", status.Watermark.ToString());
        Assert.Equal((0L, 0L), (status.LastTally.Inserted, status.LastTally.Rejected));

        static (PullFault?, long) Brief(PullStatus status) => (status.LastFault, status.LastTally.Inserted);
    }

    [Fact]
    public async Task ServerThatStopsInTheMiddle_IsGoneOnWithWhereItStopped()
    {
        await FillAsync(2_000);
        bench.Define(Blocking);
        await using NpgsqlConnection holder = await HoldAsync();
        Task<PullStatus> run = bench.RunAsync();
        await UntilBlockedAsync();

        await server.Postgres.StopHardAsync(Token);
        PullStatus cut = await run;
        PullStatus down = await bench.RunAsync();
        await server.Postgres.StartAgainAsync(Token);

        Assert.Contains(cut.LastFault?.Code, new[] { "interrupted", "connection_failed" });
        Assert.Equal(Passed, await bench.TotalAsync());
        Assert.Equal(("connection_failed", 2), (down.LastFault?.Code, down.FaultsInARow));
        Assert.Equal(("connection_failed", "pull:incidents"), (bench.Faults.Find("dispatch110")?.Code, bench.Faults.Find("dispatch110")?.Way));
        bench.Restart();
        PullStatus again = await bench.RunAsync();
        Assert.Null(again.LastFault);
        Assert.Null(bench.Faults.Find("dispatch110"));
        Assert.True(again.LastTally.Rows < 600, "read again more than the overlap");
        Assert.Equal(2_000, await bench.TotalAsync());
    }

    [Fact]
    public async Task LinkThatIsCut_IsAFaultAndIsGoneOnWith()
    {
        await FillAsync(2_000);
        await using CuttableLink link = new(server.Postgres.Port);
        await File.WriteAllTextAsync(bench.SecretFile, PostgresServer.ConnectionStringOf("postgres", link.Url.Port), Token);
        bench.Define(Blocking);
        await using (NpgsqlConnection holder = await HoldAsync())
        {
            Task<PullStatus> run = bench.RunAsync();
            await UntilBlockedAsync();
            link.Cut();
            Assert.Equal("connection_failed", (await run).LastFault?.Code);
            Assert.Equal(Passed, await bench.TotalAsync());
        }

        link.Mend();
        Assert.Null((await bench.RunAsync()).LastFault);
        Assert.Equal(2_000, await bench.TotalAsync());
    }

    [Fact]
    public async Task StatementThatTakesTooLong_IsBrokenOff()
    {
        await FillAsync(2_000);
        bench.Define(Blocking.Replace("timeout: PT1M", "timeout: PT1S", StringComparison.Ordinal));
        await using NpgsqlConnection holder = await HoldAsync();

        PullStatus status = await bench.RunAsync();

        Assert.Equal("timeout", status.LastFault?.Code);
        Assert.Equal(Passed, await bench.TotalAsync());
        Assert.Equal(0, await server.Postgres.CountAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'", Token));
    }

    [Theory]
    [InlineData("SELECT id, ref, unit, called_at, modified_at, rev, nothing FROM incidents WHERE modified_at >= @since ORDER BY modified_at", "missing_column")]
    [InlineData("SELECT id, ref, called_at, modified_at, rev FROM incidents WHERE modified_at >= @since ORDER BY modified_at", "missing_column")]
    [InlineData("SELECT * FROM no_such_table WHERE modified_at >= @since", "missing_table")]
    [InlineData("SELECT * FROM incidents WHERE modified_at >= @since ORDER BY modified_at LIMIT 'many'", "bad_statement")]
    [InlineData("SELECT * FROM incidents WHERE modified_at >= @since ORDER BY modified_at DESC", "not_ordered")]
    [InlineData("SELECT ref, unit, called_at, rev, NULL::timestamp AS modified_at FROM incidents WHERE modified_at >= @since", "bad_watermark")]
    [InlineData("SELECT ref, unit, called_at, rev, 'yesterday' AS modified_at FROM incidents WHERE modified_at >= @since", "bad_watermark")]
    [InlineData("SELECT ref, unit, called_at, modified_at, '{1}'::int[] AS rev FROM incidents WHERE modified_at >= @since", "bad_column")]
    [InlineData("SELECT *, write_something() FROM incidents WHERE modified_at >= @since ORDER BY modified_at", "read_only")]
    [InlineData("SELECT *, nextval('numbers') FROM incidents WHERE modified_at >= @since ORDER BY modified_at", "read_only")]
    public async Task StatementThatCannotBe_IsAFaultWithoutAnyValue(string query, string code)
    {
        await FillAsync(3);
        bench.Define(With(query));

        PullStatus status = await bench.RunAsync();

        Assert.Equal(code, status.LastFault?.Code);
        Assert.Equal((0L, 0L), (await bench.TotalAsync(), await server.Postgres.CountAsync("SELECT count(*) FROM written", Token)));
        Assert.DoesNotContain(bench.Logged, line => line.Contains("yesterday", StringComparison.Ordinal) || line.Contains("many", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnorderedRows_AreFoundOnceTheQueryIsMended()
    {
        await FillAsync(30);
        bench.Define(With("SELECT * FROM incidents WHERE modified_at >= @since ORDER BY id % 20, id").Replace("batch: 500", "batch: 2", StringComparison.Ordinal));
        Assert.Equal("not_ordered", (await bench.RunAsync()).LastFault?.Code);

        bench.Define(Incidents);
        await bench.RunAsync();

        Assert.Equal(30, await bench.TotalAsync());
    }

    [Fact]
    public async Task WatermarkFromAWrongClock_HoldsUpNothing()
    {
        await FillAsync(5);
        await ExecuteAsync("UPDATE incidents SET modified_at = '2099-01-01' WHERE id = 5");
        bench.Define(Incidents);
        await bench.RunAsync();
        await ExecuteAsync("INSERT INTO incidents VALUES (6, 'R6', 'PS01', '2026-01-05 08:00', now() AT TIME ZONE 'Asia/Shanghai', 0)");

        await bench.RunAsync();

        Assert.Equal(6, await bench.TotalAsync());
    }

    [Theory]
    [InlineData("reader", "no_rights")]
    [InlineData("nobody_of_this_name", "credentials")]
    public async Task AccountWithoutRights_IsToldSo(string user, string code)
    {
        await ExecuteAsync("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN");
        await File.WriteAllTextAsync(bench.SecretFile, PostgresServer.ConnectionStringOf(user, server.Postgres.Port, "hunter2"), Token);
        bench.Define(Incidents);

        PullStatus status = await bench.RunAsync();

        Assert.Equal(code, status.LastFault?.Code);
        Assert.DoesNotContain(bench.Logged.Append(status.ToString()), line => line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Passwort=hunter2", "connection_string")]
    [InlineData("hunter2", "connection_string")]
    public async Task ConnectionStringThatIsNone_IsAFaultThatDoesNotRepeatIt(string text, string code)
    {
        await File.WriteAllTextAsync(bench.SecretFile, text, Token);
        bench.Define(Incidents);

        PullStatus status = await bench.RunAsync();

        Assert.Equal(code, status.LastFault?.Code);
        Assert.DoesNotContain(bench.Logged.Append(status.ToString()), line => line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecretThatIsGone_IsAFault()
    {
        File.Delete(bench.SecretFile);
        bench.Define(Incidents);

        Assert.Equal("secret", (await bench.RunAsync()).LastFault?.Code);
    }

    [Fact]
    public async Task CursorOfAnotherDataSet_DoesNotCount()
    {
        await FillAsync(20);
        bench.Define(Incidents);
        await bench.RunAsync();
        await using PullBench other = await PullBench.OpenAsync(server.Postgres.ConnectionString);
        Directory.CreateDirectory(other.CursorFolder);
        File.Copy(Path.Combine(bench.CursorFolder, "incidents.json"), Path.Combine(other.CursorFolder, "incidents.json"));
        other.Define(Incidents);

        await other.RunAsync();

        Assert.Equal(20, await other.TotalAsync());
    }

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL is not installed (tests/packages.txt).");
        bench = await PullBench.OpenAsync(server.Postgres.ConnectionString);
        await ExecuteAsync(
            """
            DROP TABLE IF EXISTS incidents, figures, written;
            CREATE TABLE incidents(id int, ref text, unit char(8), called_at timestamp, modified_at timestamp, rev int);
            CREATE INDEX ON incidents(modified_at);
            CREATE TABLE written(n int);
            CREATE SEQUENCE IF NOT EXISTS numbers;
            CREATE OR REPLACE FUNCTION write_something() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO written VALUES (1); RETURN 1; END $$;
            CREATE OR REPLACE FUNCTION wait_at(int, int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN IF $1 = $2 THEN PERFORM pg_advisory_xact_lock(42); END IF; RETURN true; END $$;
            """);
    }

    public ValueTask DisposeAsync() => bench is null ? ValueTask.CompletedTask : bench.DisposeAsync(); // null where the test was skipped

    // A row a minute from midnight on, every other one of PS02.
    private Task FillAsync(int rows) => ExecuteAsync(
        $"INSERT INTO incidents SELECT n, 'R' || n, CASE WHEN n % 2 = 0 THEN 'PS02' ELSE 'PS01' END, timestamp '2026-01-01' + interval '1 minute' * n, timestamp '2026-01-01' + interval '1 minute' * n, 0 FROM generate_series(1, {rows}) n");

    private Task ExecuteAsync(string sql) => server.Postgres.ExecuteAsync(sql, Token);

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        NpgsqlConnection connection = new(server.Postgres.ConnectionString);
        await connection.OpenAsync(Token);
        return connection;
    }

    // Holds the lock for which the blocking query waits at row 1501.
    private async Task<NpgsqlConnection> HoldAsync()
    {
        NpgsqlConnection holder = await ConnectAsync();
        await using NpgsqlCommand take = new("SELECT pg_advisory_lock(42)", holder);
        await take.ExecuteNonQueryAsync(Token);
        return holder;
    }

    private Task UntilBlockedAsync() => Eventually.TrueAsync(
        async () => await server.Postgres.CountAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", Token) > 0,
        TimeSpan.FromMinutes(1),
        () => "the pull never came to row 1501: " + bench.Status,
        Token);

    private static string With(string query) => Incidents.Replace("SELECT id, ref, unit, called_at, modified_at, rev FROM incidents WHERE modified_at >= @since ORDER BY modified_at LIMIT @limit", query, StringComparison.Ordinal);

    private const string Incidents = """
        id: incidents
        source: dispatch110
        connection: #connection
        query: "SELECT id, ref, unit, called_at, modified_at, rev FROM incidents WHERE modified_at >= @since ORDER BY modified_at LIMIT @limit"
        watermark: { column: modified_at, from: "2026-01-01T00:00:00" }
        fields: { id: { column: ref }, category: admin, unit: { column: unit }, occurredAt: { column: called_at }, revision: { column: rev } }
        every: PT5M
        timeout: PT1M
        batch: 500
        """;

    private static string Blocking { get; } = With(
        "SELECT *, wait_at(id, 1501) FROM (SELECT * FROM incidents WHERE modified_at > @since ORDER BY modified_at LIMIT @limit) page ORDER BY modified_at");

    /// <summary>Rows of the three statements before the one that waits: each reads the last row of the one before again.</summary>
    private const long Passed = 500 + 499 + 499;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PullBench bench = null!; // set before each test

    /// <summary>One server for all tests of the class.</summary>
    public sealed class Server : IAsyncLifetime
    {
        public PostgresServer Postgres { get; private set; } = null!; // set where it is installed; tests skip elsewhere

        public async ValueTask InitializeAsync()
        {
            if (PostgresServer.IsInstalled)
            {
                Postgres = await PostgresServer.StartAsync(CancellationToken.None);
            }
        }

        public ValueTask DisposeAsync() => Postgres is null ? ValueTask.CompletedTask : Postgres.DisposeAsync();
    }
}
