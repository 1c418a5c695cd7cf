using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.CommitLoop;

// Commits the batches from a given one on, several at a time, and says which were acknowledged: made to be killed in the middle.
string folder = args[0];
int next = int.Parse(args[1], CultureInfo.InvariantCulture) - 1;
await using SqliteLedger ledger = await SqliteLedger.OpenAsync(
    new SqliteLedgerOptions { DataDirectory = folder, ChunkEvents = 1_500, BlockEntries = 1_000, LargestWalBytes = 1 << 20 }, TimeProvider.System, NullLogger<SqliteLedger>.Instance, CancellationToken.None);
await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
{
    for (int batch = Interlocked.Increment(ref next); batch < Batches.Count; batch = Interlocked.Increment(ref next))
    {
        await ledger.CommitAsync(Batches.Delivery(batch, ledger.Series), CancellationToken.None);
        await Console.Out.WriteLineAsync(batch.ToString(CultureInfo.InvariantCulture));
    }
}));
