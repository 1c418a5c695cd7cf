using Microsoft.Data.Sqlite;

namespace Tongbi.Alerts.Delivery;

/// <summary>Short forms for statements of this capability.</summary>
internal static class Sql
{
    public static int Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<object?> parameters)
    {
        using SqliteCommand command = Command(connection, transaction, sql, parameters);
        return command.ExecuteNonQuery();
    }

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

    public static long? Number(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<object?> parameters)
    {
        using SqliteCommand command = Command(connection, transaction, sql, parameters);
        return command.ExecuteScalar() is long number ? number : null;
    }

    public static long? NullableLong(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string? NullableString(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, ReadOnlySpan<object?> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // every statement is a constant of this folder; values go as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int index = 0; index < parameters.Length; index++)
        {
            command.Parameters.AddWithValue($"${index + 1}", parameters[index] ?? DBNull.Value);
        }

        return command;
    }
}
