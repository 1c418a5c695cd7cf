using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.CommitLoop;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>A real process that commits is killed again and again (kill -9); what it acknowledged is there, and nothing counts twice.</summary>
public sealed class LedgerKillTests : IDisposable
{
    [Fact]
    public async Task Ledger_KilledManyTimesWhileCommitting_LosesNothingAndCountsNothingTwice()
    {
#pragma warning disable RS0030 // seeded: when to kill
        Random random = new(20_260_301);
#pragma warning restore RS0030
        SortedSet<int> acknowledged = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            // Sometimes from the beginning, as a source would that lost its own place.
            int from = kill % 5 == 4 ? 0 : Enumerable.Range(0, Batches.Count).First(batch => !acknowledged.Contains(batch));
            await CommitUntilKilledAsync(from, random.Next(1, 14), acknowledged);
            await CheckAsync(acknowledged);
        }

        await ResendEverythingAsync();
        Assert.InRange(acknowledged.Count, Kills, Batches.Count);
    }

    public void Dispose() => folder.Dispose();

    private async Task CommitUntilKilledAsync(int from, int acknowledgements, SortedSet<int> acknowledged)
    {
        string program = Path.ChangeExtension(typeof(Batches).Assembly.Location, ".dll");
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, folder.Path, from.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!; // started without a shell: never null
        Task<string> errors = process.StandardError.ReadToEndAsync(Token);
        int seen = 0;
        while (await process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));
            if (++seen == acknowledgements)
            {
                // It goes on committing until the signal arrives; what it says meanwhile is read to the end.
                process.Kill();
            }
        }

        await process.WaitForExitAsync(Token);
        Assert.True(seen > 0, await errors);
    }

    private async Task CheckAsync(SortedSet<int> acknowledged)
    {
        await using SqliteLedger ledger = await OpenAsync();
        Assert.Equal(TableRecount.Read(folder.Path), await LedgerState.ReadAsync(ledger));

        // A batch that is kept has no new record: all are duplicates or overtaken.
        long version = ledger.Version;
        foreach (int batch in acknowledged)
        {
            CommitOutcome outcome = await ledger.CommitAsync(Batches.Delivery(batch, ledger.Series), Token);
            Assert.Equal((version, 0L, 0L, 0L), (outcome.Version, outcome.Inserted, outcome.Revised, outcome.Withdrawn));
        }
    }

    private async Task ResendEverythingAsync()
    {
        await using SqliteLedger ledger = await OpenAsync();
        LedgerModel model = new();
        for (int batch = 0; batch < Batches.Count; batch++)
        {
            await ledger.CommitAsync(Batches.Delivery(batch, ledger.Series), Token);
            model.Apply(Batches.Events(batch, ledger.Series), []);
        }

        LedgerState expected = model.State(handle => ledger.Series[handle]);
        Assert.Equal(expected, await LedgerState.ReadAsync(ledger));
        Assert.Equal(expected, TableRecount.Read(folder.Path));
    }

    private Task<SqliteLedger> OpenAsync() =>
        SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = folder.Path }, TimeProvider.System, NullLogger<SqliteLedger>.Instance, Token);

    private const int Kills = 24;
    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();
}
