using Microsoft.Data.Sqlite;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>Counts the ledger's file anew from its records and figures, without its change log.</summary>
internal static class TableRecount
{
    /// <summary>What the tables add up to.</summary>
    public static LedgerState Read(string folder)
    {
        LedgerState state = new();
        using SqliteConnection connection = Open(folder);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT s.source, s.metric, s.category, s.unit, 0, e.occurred, e.quantity FROM event e JOIN series s ON s.id = e.series WHERE NOT e.withdrawn
            UNION ALL
            SELECT s.source, s.metric, s.category, s.unit, f.grain, f.start, f.count FROM figure f JOIN series s ON s.id = f.series WHERE NOT f.withdrawn
            """;
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            SeriesKey key = new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3));
            state.Add(key, (BucketGrain)row.GetByte(4), row.GetInt64(5), row.GetInt64(6), 1);
        }

        return state;
    }

    /// <summary>Changes the file behind the ledger's back.</summary>
    public static void Execute(string folder, string sql)
    {
        using SqliteConnection connection = Open(folder);
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are constants of the tests
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A connection that is really closed when disposed.</summary>
    public static SqliteConnection Open(string folder)
    {
        SqliteConnection connection = new($"Data Source={Path.Combine(folder, SqliteLedgerOptions.FileName)};Pooling=False");
        connection.Open();
        return connection;
    }
}
