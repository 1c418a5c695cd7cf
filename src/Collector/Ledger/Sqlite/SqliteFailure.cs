using SQLitePCL;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Turns SQLite's result codes into what the operator can do about them.</summary>
internal static class SqliteFailure
{
    /// <summary>The exception for a result code.</summary>
    /// <param name="code">Result code, extended or not.</param>
    /// <param name="message">SQLite's own words; they hold no data.</param>
    /// <param name="path">The ledger's file.</param>
    public static Exception ToException(int code, string message, string path)
    {
        string? remedy = (code & 0xFF) switch
        {
            raw.SQLITE_FULL => "The disk is full, or the file reached its permitted size. Make room; sources may then send again.",
            raw.SQLITE_READONLY => "The file or its folder cannot be written. Give the service's user write access to the data directory.",
            raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN => "The file cannot be opened. Check that the data directory exists and that the service's user may write to it.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another process has been writing for too long. Wait for it (an import?) or end it.",
            raw.SQLITE_IOERR => "The disk reports an error. Check the disk and the system log before anything else.",
            raw.SQLITE_NOMEM => "There is not enough memory. Free some, or lower the ledger's cache.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The file is damaged. Stop the service, keep a copy of the data directory, and restore the latest backup; sources may then send again what came after it.",
            _ => null,
        };
        string text = $"Ledger {path}: {message} (SQLite {code}).";
        return remedy is null ? new InvalidOperationException(text) : new LedgerUnavailableException($"{text} {remedy}");
    }
}
