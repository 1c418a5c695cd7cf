using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The program is killed again and again while it pulls a history from a real PostgreSQL; what it counted in the end is what stands there.</summary>
public sealed class PullKillTests
{
    private const int Rows = 60_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledInTheMiddleOfAPull_EndsWithWhatTheDatabaseHolds()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL is not installed (tests/packages.txt).");
        await using PostgresServer source = await PostgresServer.StartAsync(Cancel);
        await source.ExecuteAsync(
            $"""
            CREATE TABLE incidents(ref text, unit text, at timestamptz, modified_at timestamp);
            INSERT INTO incidents SELECT 'R' || n, CASE n % 3 WHEN 0 THEN 'PS01' ELSE 'PS02' END, timestamptz '2019-01-01 00:00+08' + interval '8 minutes' * n, timestamp '2019-01-01' + interval '8 minutes' * n FROM generate_series(1, {Rows}) n;
            CREATE INDEX ON incidents(modified_at);
            """,
            Cancel);
        using TemporaryFolder folder = new();
        string config = folder.File("config");
        Directory.CreateDirectory(config);
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), Path.Combine(config, "catalog.yaml"));
        await File.WriteAllTextAsync(folder.File("secret"), source.ConnectionString, Cancel);
        await File.WriteAllTextAsync(
            Path.Combine(config, "pulls.yaml"),
            $$"""
            pulls:
              - id: incidents
                source: dispatch110
                connection: "file:{{folder.File("secret")}}"
                query: SELECT * FROM incidents WHERE modified_at > @since ORDER BY modified_at LIMIT @limit
                watermark: { column: modified_at, from: "2019-01-01" }
                fields: { id: { column: ref }, metric: incident, unit: { column: unit }, occurredAt: { column: at } }
                every: PT1S
                batch: 200
            """,
            Cancel);

        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(folder.File("data"), config, Cancel);
        long seen = 0;
        for (int kill = 0; kill < 3; kill++)
        {
            // A little further each time, so that every kill falls into the middle of the work.
            long before = seen;
            await Eventually.TrueAsync(async () => (seen = await CountAsync(tongbi)) > before, TimeSpan.FromMinutes(2), () => "the pull stands still:\n" + tongbi.Output, Cancel);
            await tongbi.KillAsync();
            await tongbi.StartAgainAsync(Cancel);
        }

        Assert.InRange(seen, 1, Rows - 1); // or nothing was interrupted
        await Eventually.TrueAsync(async () => await CountAsync(tongbi) == Rows, TimeSpan.FromMinutes(5), () => "not all was counted:\n" + tongbi.Output, Cancel);
        Assert.Equal(await source.CountAsync("SELECT count(*) FROM incidents WHERE unit = 'PS01'", Cancel), await CountAsync(tongbi, "PS01"));
        await Eventually.TrueAsync(async () => (await PullAsync(tongbi)).GetProperty("lastSuccessAt").ValueKind == JsonValueKind.String, TimeSpan.FromMinutes(1), () => "no run ended", Cancel);
    }

    private static async Task<long> CountAsync(TongbiProcess tongbi, string unit = "331125") =>
        await SomeEvents.CountAsync(tongbi.Admin, $"metric=incident&period=2019-01-01/2020-01-01&unit={unit}&compare=none", Cancel) ?? 0;

    private static async Task<JsonElement> PullAsync(TongbiProcess tongbi)
    {
        using JsonDocument answer = JsonDocument.Parse(await tongbi.Admin.GetStringAsync("/api/v1/pulls", Cancel));
        return answer.RootElement.GetProperty("items")[0].Clone();
    }
}
