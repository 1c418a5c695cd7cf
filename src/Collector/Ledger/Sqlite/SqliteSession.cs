using SQLitePCL;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>One connection to the file, over SQLite's own interface: for one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    static SqliteSession() => Batteries_V2.Init();

    private SqliteSession(sqlite3 handle, string path)
    {
        this.handle = handle;
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    /// <summary>Whether a transaction is open. SQLite ends one by itself after some failures.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Pages written to the write-ahead log since the session was opened.</summary>
    public long PagesWritten
    {
        get
        {
            raw.sqlite3_db_status(handle, CacheWrites, out int pages, out _, 0);
            return (uint)pages;
        }
    }

    /// <summary>Opens the file.</summary>
    /// <exception cref="LedgerUnavailableException">It cannot be opened.</exception>
    public static SqliteSession Open(string path, bool create, TimeSpan busyTimeout)
    {
        int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        int code = raw.sqlite3_open_v2(path, out sqlite3 handle, flags, null);
        SqliteSession session = new(handle, path);
        try
        {
            session.Check(code);
            session.Check(raw.sqlite3_extended_result_codes(handle, 1));
            session.SetBusyTimeout(busyTimeout);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>How long statements wait for another process that writes.</summary>
    public void SetBusyTimeout(TimeSpan timeout) => Check(raw.sqlite3_busy_timeout(handle, (int)timeout.TotalMilliseconds));

    /// <summary>Runs statements that give nothing back.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>First column of the first row; 0 for no row.</summary>
    public long ReadInteger(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    /// <summary>First column of the first row; empty for no row.</summary>
    public string ReadText(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>A statement that is kept and run many times.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>Throws what a failed result code means.</summary>
    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteFailure.ToException(code, raw.sqlite3_errmsg(handle).utf8_to_string() ?? "", Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    // SQLITE_DBSTATUS_CACHE_WRITE
    private const int CacheWrites = 9;
    private readonly sqlite3 handle;
}
