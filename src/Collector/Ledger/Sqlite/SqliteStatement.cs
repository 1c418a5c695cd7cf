using SQLitePCL;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>A prepared statement. After <see cref="Step"/> gave false, or after <see cref="Reset"/>, it can be bound and run again.</summary>
internal sealed class SqliteStatement(SqliteSession session, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Binds parameter <c>?N</c>.</summary>
    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    /// <summary>Binds parameter <c>?N</c>; null stays null.</summary>
    public SqliteStatement Bind(int parameter, long? value)
    {
        Check(value is long some ? raw.sqlite3_bind_int64(handle, parameter, some) : raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>Binds parameter <c>?N</c>.</summary>
    public SqliteStatement Bind(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    /// <summary>Binds parameter <c>?N</c> to a copy of the bytes.</summary>
    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    /// <summary>Goes to the next row; at the end gives false and resets itself.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        // Resetting gives the code of a failed step again, and the connection keeps its words for it.
        int reset = raw.sqlite3_reset(handle);
        session.Check(code == raw.SQLITE_DONE ? reset : code);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        while (Step())
        {
            // A pragma may give a row that nobody wants.
        }
    }

    /// <summary>Ends a run before its last row.</summary>
    public void Reset() => Check(raw.sqlite3_reset(handle));

    /// <summary>Integer of a column, 0-based.</summary>
    public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>Integer of a column that may be null.</summary>
    public long? IntegerOrNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : Integer(column);

    /// <summary>Text of a column.</summary>
    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    /// <summary>Bytes of a column, valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            session.Check(code);
        }
    }
}
