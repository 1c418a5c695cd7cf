using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>The SQLite ledger keeps the contract; small chunks and blocks, so that their seams are met.</summary>
public sealed class SqliteLedgerTests : LedgerCompliance
{
    protected override async Task<ILedger> OpenAsync(TimeProvider time) =>
        await SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = (folder ??= new TemporaryFolder()).Path, ChunkEvents = 1_000, BlockEntries = 700 }, time, NullLogger<SqliteLedger>.Instance, Token);

    protected override ValueTask RemoveAsync()
    {
        folder?.Dispose();
        folder = null;
        return ValueTask.CompletedTask;
    }

    private TemporaryFolder? folder;
}
