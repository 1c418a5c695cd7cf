using System.Data.Common;
using Microsoft.Data.Sqlite;
using Tongbi.Collector.Sources.Database;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Sources.Database;

/// <summary>A provider that is loaded from its assembly as the configuration names it: here SQLite's, over a file of its own.</summary>
public sealed class OtherProviderPullTests : IAsyncLifetime
{
    [Theory]
    [InlineData("@")]
    [InlineData(":")]
    public async Task Rows_OfAProviderByItsAssembly_ArePulled(string mark)
    {
        bench.Define(Pull.Replace("parameters: \"@\"", $"parameters: \"{mark}\"", StringComparison.Ordinal));

        PullStatus status = await bench.RunAsync();

        Assert.Null(status.LastFault);
        Assert.Equal(250, status.LastTally.Inserted);
        Assert.Equal(125, await bench.CountAsync("admin", "PS01"));
        Assert.Equal("2026-01-01T04:10:00", status.Watermark.ToString());
        Assert.Equal("Microsoft.Data.Sqlite.SqliteFactory", status.Pull.Provider.Name);
    }

    [Fact]
    public async Task Provider_IsLoadedApartFromTheProgramsOwn()
    {
        DbProviderFactory factory = new ProviderLoader().Load(new ProviderRule(typeof(SqliteFactory).Assembly.Location, "Microsoft.Data.Sqlite.SqliteFactory", [], false, '@'));

        Assert.NotSame(SqliteFactory.Instance.GetType(), factory.GetType());
        await using DbConnection connection = factory.CreateConnection()!; // not null: SQLite's makes connections
        connection.ConnectionString = "Data Source=:memory:";
        await connection.OpenAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task SessionStatement_KeepsItFromWriting()
    {
        // SQLite has no functions that write, so the statement of the session is seen by what it says of itself.
        bench.Define(Pull.Replace("SELECT *", "SELECT *, (SELECT query_only FROM pragma_query_only) AS only_reads", StringComparison.Ordinal).Replace("revision: 0", "revision: { column: only_reads }", StringComparison.Ordinal));

        Assert.Null((await bench.RunAsync()).LastFault);
        bench.Define(Pull.Replace("revision: 0", "revision: 1", StringComparison.Ordinal).Replace("id: sqlite", "id: again", StringComparison.Ordinal));
        PullTally again = (await bench.RunAsync()).LastTally;
        Assert.Equal((0L, 0L), (again.Inserted, again.Revised)); // so the first pull saw query_only = 1
    }

    [Fact]
    public async Task Service_RunsEachPullOnItsOwn_AndFollowsTheConfiguration()
    {
        string broken = Pull.Replace("id: sqlite", "id: broken", StringComparison.Ordinal).Replace(Assembly, "/nowhere/Provider.dll", StringComparison.Ordinal);
        bench.DefineAll(broken, Pull);
        await bench.Pulls.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => bench.Pulls.Statuses is [{ LastFault.Code: "provider", NextRunAt: not null }, { LastSuccessAt: not null, NextRunAt: not null }]);
        Assert.Equal(250, await bench.TotalAsync());

        // Another plan: the broken one is gone, with what stood against its source; the other begins anew where it was.
        bench.DefineAll(Pull.Replace("batch: 40", "batch: 90", StringComparison.Ordinal));
        await UntilAsync(() => bench.Pulls.Statuses is [{ Pull.Batch: 90, LastSuccessAt: not null }] && bench.Faults.Find("dispatch110") is null);
        Assert.Equal((11L, 0L), (bench.Status.LastTally.Rows, bench.Status.LastTally.Inserted));
        await bench.Pulls.StopAsync(TestContext.Current.CancellationToken);

        Task UntilAsync(Func<bool> condition) =>
            Eventually.TrueAsync(() => Task.FromResult(condition()), TimeSpan.FromMinutes(1), () => string.Join('\n', bench.Pulls.Statuses), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task FaultOfTheEngine_IsToldByItsNumber()
    {
        bench.Define(Pull.Replace("FROM incidents", "FROM nothing_here", StringComparison.Ordinal));

        PullFault? fault = (await bench.RunAsync()).LastFault;

        Assert.Equal("database_error", fault?.Code);
        Assert.Contains("error 1)", fault?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Logged, line => line.Contains("nothing_here", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/nowhere/Kdbndp.dll", "Kdbndp.KdbndpFactory")]
    [InlineData(null, "Microsoft.Data.Sqlite.NoSuchFactory")]
    [InlineData(null, "Microsoft.Data.Sqlite.SqliteConnection")]
    public async Task ProviderThatIsNotThere_IsAFault(string? assembly, string factory)
    {
        bench.Define(Pull.Replace(Assembly, assembly ?? Assembly, StringComparison.Ordinal).Replace("Microsoft.Data.Sqlite.SqliteFactory", factory, StringComparison.Ordinal));

        Assert.Equal("provider", (await bench.RunAsync()).LastFault?.Code);
    }

    public async ValueTask InitializeAsync()
    {
        string connectionString = "Data Source=" + folder.File("source.db");
        await using (SqliteConnection connection = new(connectionString + ";Pooling=false"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using SqliteCommand fill = connection.CreateCommand();
            fill.CommandText =
                """
                CREATE TABLE incidents(ref TEXT, unit TEXT, called_at TEXT, modified_at TEXT);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
                INSERT INTO incidents SELECT 'R' || i, CASE i % 2 WHEN 0 THEN 'PS01' ELSE 'PS02' END, datetime('2026-01-01', '+' || i || ' minutes'), datetime('2026-01-01', '+' || i || ' minutes') FROM n;
                """;
            await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        bench = await PullBench.OpenAsync(connectionString + ";Mode=ReadOnly;Pooling=false");
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        folder.Dispose();
    }

    private static string Assembly { get; } = typeof(SqliteFactory).Assembly.Location;

    private static string Pull { get; } = $$"""
        id: sqlite
        source: dispatch110
        provider: { assembly: "{{Assembly}}", factory: Microsoft.Data.Sqlite.SqliteFactory, session: ["PRAGMA query_only = 1"], transaction: false, parameters: "@" }
        connection: #connection
        query: "SELECT * FROM incidents WHERE modified_at >= @since ORDER BY modified_at LIMIT @limit"
        watermark: { column: modified_at, from: "2026-01-01" }
        fields: { id: { column: ref }, category: admin, unit: { column: unit }, occurredAt: { column: called_at, format: "uuuu-MM-dd HH:mm:ss" }, revision: 0 }
        every: PT5M
        batch: 40
        """;

    private readonly TemporaryFolder folder = new();
    private PullBench bench = null!; // set before each test
}
