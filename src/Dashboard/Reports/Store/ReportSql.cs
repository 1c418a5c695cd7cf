using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Tongbi.Dashboard.Reports.Store;

/// <summary>Short forms for statements on <c>reports.db</c>. Instants are Unix ticks.</summary>
internal static class ReportSql
{
    /// <summary>Runs a statement; gives the rows it changed.</summary>
    public static int Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<object?> parameters)
    {
        using SqliteCommand command = Command(connection, transaction, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The one number of a query; null if it has none.</summary>
    public static long? Number(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<object?> parameters)
    {
        using SqliteCommand command = Command(connection, transaction, sql, parameters);
        return command.ExecuteScalar() is { } number and not DBNull ? Convert.ToInt64(number, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>All rows of a query.</summary>
    public static List<T> Query<T>(SqliteConnection connection, SqliteTransaction? transaction, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        using SqliteCommand command = Command(connection, transaction, sql, parameters);
        using SqliteDataReader row = command.ExecuteReader();
        List<T> found = [];
        while (row.Read())
        {
            found.Add(read(row));
        }

        return found;
    }

    /// <summary>An instant; null where there is none.</summary>
    public static Instant? Moment(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant.FromUnixTimeTicks(row.GetInt64(column));

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, ReadOnlySpan<object?> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // every statement is a constant of this folder; values go as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int index = 0; index < parameters.Length; index++)
        {
            object? value = parameters[index] switch { Instant moment => moment.ToUnixTimeTicks(), var other => other };
            command.Parameters.AddWithValue($"${index + 1}", value ?? DBNull.Value);
        }

        return command;
    }
}
