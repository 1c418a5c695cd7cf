using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tongbi.Dashboard.Reports.Store;

/// <summary>How <c>reports.db</c> becomes a current one. docs/formats/reports.md describes the tables.</summary>
internal static class ReportSchema
{
    /// <summary>Marks the file as reports of Tongbi ("TRPT").</summary>
    private const int ApplicationId = 0x54525054;

    /// <summary>SQL of each migration in order; <c>user_version</c> counts them. Never edit one that was released: append.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE report(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            edition TEXT NOT NULL,
            period TEXT NOT NULL,
            unit TEXT NOT NULL,
            public INTEGER NOT NULL,
            state INTEGER NOT NULL,
            version INTEGER,
            moment INTEGER,
            outline TEXT NOT NULL,
            schedule TEXT,
            published_at INTEGER,
            changed_at INTEGER NOT NULL,
            delivered INTEGER NOT NULL) STRICT;
        CREATE UNIQUE INDEX report_live ON report(edition, period, unit, public) WHERE state <> 4;
        CREATE INDEX report_undelivered ON report(id) WHERE state = 3 AND schedule IS NOT NULL AND delivered = 0;
        CREATE TABLE step(
            report INTEGER NOT NULL REFERENCES report(id),
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            comment TEXT NOT NULL,
            PRIMARY KEY(report, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE paragraph(
            report INTEGER NOT NULL REFERENCES report(id),
            section TEXT NOT NULL,
            revision INTEGER NOT NULL,
            text TEXT NOT NULL,
            text_en TEXT NOT NULL,
            author TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY(report, section, revision)) STRICT, WITHOUT ROWID;
        CREATE TABLE file(
            report INTEGER NOT NULL REFERENCES report(id),
            format TEXT NOT NULL,
            language TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY(report, format, language)) STRICT;
        CREATE TABLE schedule_seen(schedule TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE run(
            schedule TEXT NOT NULL,
            period TEXT NOT NULL,
            unit TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_at INTEGER,
            report INTEGER,
            error TEXT NOT NULL,
            changed_at INTEGER NOT NULL,
            PRIMARY KEY(schedule, period, unit)) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>Brings the file up to date.</summary>
    /// <exception cref="ReportStoreException">It is something else, or of a newer program.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        long id = Number(connection, "PRAGMA application_id");
        if (id != ApplicationId && Number(connection, "SELECT count(*) FROM sqlite_schema") != 0)
        {
            throw new ReportStoreException($"{connection.DataSource} is a database, but not one of Tongbi's reports. Move it away or choose another data directory.");
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long version = Number(connection, "PRAGMA user_version", transaction);
        if (version > Migrations.Length)
        {
            throw new ReportStoreException($"{connection.DataSource} has schema {version}; this program knows up to {Migrations.Length}. It was written by a newer Tongbi: start that one, or restore a backup made before the upgrade.");
        }

        for (; version < Migrations.Length; version++)
        {
            ReportSql.Execute(connection, transaction, Migrations[version]);
        }

        ReportSql.Execute(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Migrations.Length}"));
        transaction.Commit();
    }

    private static long Number(SqliteConnection connection, string sql, SqliteTransaction? transaction = null) => ReportSql.Number(connection, transaction, sql) ?? 0;
}
