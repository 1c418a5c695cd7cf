using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tongbi.Alerts.Incidents;

/// <summary>How <c>alerts.db</c> becomes a current one: every part's migrations, each in its own transaction. docs/formats/alerts.md describes the tables.</summary>
internal static class AlertSchema
{
    /// <summary>Marks the file as alerts of Tongbi ("TALR").</summary>
    private const int ApplicationId = 0x54414C52;

    /// <summary>Brings the file up to what the parts know.</summary>
    /// <exception cref="AlertStoreException">The file is something else, or of a newer program.</exception>
    public static void Migrate(SqliteConnection connection, IEnumerable<IAlertSchemaPart> parts)
    {
        long id = Number(connection, "PRAGMA application_id");
        if (id != ApplicationId && Number(connection, "SELECT count(*) FROM sqlite_schema") != 0)
        {
            throw new AlertStoreException($"{connection.DataSource} is a database, but not one of Tongbi's alerts. Move it away or choose another data directory.");
        }

        Execute(connection, null, $"PRAGMA application_id = {ApplicationId}; CREATE TABLE IF NOT EXISTS schema_part(name TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID");
        foreach (IAlertSchemaPart part in parts)
        {
            Migrate(connection, part);
        }
    }

    private static void Migrate(SqliteConnection connection, IAlertSchemaPart part)
    {
        using (SqliteTransaction transaction = connection.BeginTransaction(deferred: false))
        {
            int version = VersionOf(connection, transaction, part.Name);
            if (version > part.Migrations.Count)
            {
                throw new AlertStoreException($"{connection.DataSource} has schema {version} of {part.Name}; this program knows up to {part.Migrations.Count}. It was written by a newer Tongbi: start that one, or restore a backup made before the upgrade.");
            }

            for (; version < part.Migrations.Count; version++)
            {
                Execute(connection, transaction, part.Migrations[version]);
            }

            using SqliteCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO schema_part(name, version) VALUES ($1, $2) ON CONFLICT(name) DO UPDATE SET version = $2";
            command.Parameters.AddWithValue("$1", part.Name);
            command.Parameters.AddWithValue("$2", part.Migrations.Count);
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private static int VersionOf(SqliteConnection connection, SqliteTransaction transaction, string part)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT version FROM schema_part WHERE name = $1";
        command.Parameters.AddWithValue("$1", part);
        return Convert.ToInt32(command.ExecuteScalar() ?? 0, CultureInfo.InvariantCulture);
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() ?? 0, CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
