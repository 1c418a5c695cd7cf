using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// Moves the write-ahead log into the file beside the writer, on a session of its own: no commit waits for it.
/// </summary>
internal sealed class Checkpointer(SqliteLedgerOptions options, ILogger logger) : IAsyncDisposable
{
    /// <summary>Begins a checkpoint unless one is running.</summary>
    public void Start()
    {
        if (running.IsCompleted)
        {
            running = Task.Run(Move);
        }
    }

    /// <summary>Waits for a running checkpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        await running;
        session?.Dispose();
    }

    private void Move()
    {
        try
        {
            session ??= SqliteSession.Open(options.Path, create: false, options.BusyTimeout);
            session.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or InvalidOperationException)
        {
            // What was not moved stays in the log, and is safe there; the next one tries again.
            Log.MaintenanceFailed(logger, failure);
        }
    }

    private Task running = Task.CompletedTask;
    private SqliteSession? session;
}
