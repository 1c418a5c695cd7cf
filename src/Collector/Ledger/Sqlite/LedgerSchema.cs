namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>The tables, and how an older file becomes a current one. docs/formats/ledger.md describes them.</summary>
internal static class LedgerSchema
{
    /// <summary>Marks the file as a ledger of Tongbi ("TONG").</summary>
    public const int ApplicationId = 0x544F4E47;

    /// <summary>The schema of this program: the number of migrations.</summary>
    public static int Current => Migrations.Length;

    /// <summary>Brings the file up to <see cref="Current"/>, each step in its own transaction.</summary>
    /// <exception cref="LedgerUnavailableException">The file is of a newer program, or is not a ledger.</exception>
    public static void Migrate(SqliteSession session, Guid newIdentity)
    {
        Refuse(session);
        while (session.ReadInteger("PRAGMA user_version") < Current)
        {
            session.Execute("BEGIN IMMEDIATE");
            try
            {
                // Another process may have been quicker.
                int version = (int)session.ReadInteger("PRAGMA user_version");
                if (version < Current)
                {
                    session.Execute(Migrations[version]);
                    if (version == 0)
                    {
                        session.Execute($"PRAGMA application_id = {ApplicationId}; INSERT INTO ledger(identity) VALUES ('{newIdentity:D}')");
                    }

                    session.Execute($"PRAGMA user_version = {version + 1}");
                }

                session.Execute("COMMIT");
            }
            catch
            {
                if (session.InTransaction)
                {
                    session.Execute("ROLLBACK");
                }

                throw;
            }
        }
    }

    private static void Refuse(SqliteSession session)
    {
        long version = session.ReadInteger("PRAGMA user_version");
        if (version > Current)
        {
            throw new LedgerUnavailableException(
                $"Ledger {session.Path} has schema {version}; this program knows up to {Current}. It was written by a newer Tongbi: start that one, or restore a backup made before the upgrade.");
        }

        bool isEmpty = session.ReadInteger("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && session.ReadInteger("PRAGMA application_id") != ApplicationId)
        {
            throw new LedgerUnavailableException($"{session.Path} is a database, but not a ledger of Tongbi. Move it away or choose another data directory.");
        }
    }

    // Never edit one that was released: append.
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE ledger(
            identity TEXT NOT NULL) STRICT;
        CREATE TABLE series(
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            metric TEXT NOT NULL,
            category TEXT NOT NULL,
            unit TEXT NOT NULL,
            UNIQUE(source, metric, category, unit)) STRICT;
        CREATE TABLE event(
            key BLOB NOT NULL PRIMARY KEY,
            series INTEGER NOT NULL,
            occurred INTEGER NOT NULL,
            quantity INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE figure(
            series INTEGER NOT NULL,
            grain INTEGER NOT NULL,
            start INTEGER NOT NULL,
            count INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            PRIMARY KEY(series, grain, start)) STRICT, WITHOUT ROWID;
        CREATE TABLE change_log(
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            part INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            min_second INTEGER,
            max_second INTEGER,
            entries BLOB NOT NULL,
            UNIQUE(version, part)) STRICT;
        CREATE INDEX change_log_seconds ON change_log(max_second, min_second) WHERE max_second IS NOT NULL;
        CREATE TABLE source_activity(
            source TEXT NOT NULL PRIMARY KEY,
            first_event_at INTEGER,
            last_record_at INTEGER,
            last_success_at INTEGER,
            last_refusal_at INTEGER,
            accepted INTEGER NOT NULL,
            rejected INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE refusal(
            day INTEGER NOT NULL,
            source TEXT NOT NULL,
            code TEXT NOT NULL,
            field TEXT NOT NULL,
            count INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            PRIMARY KEY(day, source, code, field)) STRICT, WITHOUT ROWID;
        """,

        // Of blocks written before, it is not known without unpacking them: they are taken to have figures.
        """
        ALTER TABLE change_log ADD COLUMN has_figures INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX change_log_figures ON change_log(version) WHERE has_figures = 1;
        """,
        """
        CREATE TABLE seal(
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            month INTEGER NOT NULL,
            from_day INTEGER NOT NULL,
            to_day INTEGER NOT NULL,
            from_hour INTEGER NOT NULL,
            to_hour INTEGER NOT NULL,
            from_second INTEGER NOT NULL,
            to_second INTEGER NOT NULL,
            reason TEXT NOT NULL,
            requested_by TEXT NOT NULL,
            requested_at INTEGER NOT NULL,
            amend_ticks INTEGER,
            approval INTEGER UNIQUE,
            approved_by TEXT,
            approved_at INTEGER,
            version INTEGER,
            CHECK (approved_by <> requested_by)) STRICT;
        """,

        // Of records that came before it is not known when they did: 0, which is never late. Blocks written before have no corrections.
        """
        ALTER TABLE event ADD COLUMN first_recorded INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE event ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE change_log ADD COLUMN corrections BLOB;
        """,
        """
        CREATE TABLE held(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL,
            metric TEXT NOT NULL,
            category TEXT NOT NULL,
            unit TEXT NOT NULL,
            grain INTEGER NOT NULL,
            key BLOB NOT NULL,
            start INTEGER NOT NULL,
            second INTEGER NOT NULL,
            quantity INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            unmapped INTEGER NOT NULL) STRICT;
        CREATE UNIQUE INDEX held_event ON held(key, revision) WHERE grain = 0;
        CREATE UNIQUE INDEX held_figure ON held(source, metric, category, unit, grain, start) WHERE grain > 0;
        CREATE INDEX held_source ON held(source);
        """,
        """
        CREATE TABLE source_traffic(
            source TEXT NOT NULL,
            slot INTEGER NOT NULL,
            minute INTEGER NOT NULL,
            inserted INTEGER NOT NULL,
            revised INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            duplicate INTEGER NOT NULL,
            stale INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            future INTEGER NOT NULL,
            most_ahead INTEGER NOT NULL,
            lags BLOB NOT NULL,
            PRIMARY KEY(source, slot)) STRICT, WITHOUT ROWID;
        """,

        // Of what came before, the last success of each source is known; it belongs to the version that was the newest then.
        """
        CREATE TABLE heard(
            version INTEGER NOT NULL,
            source TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY(version, source)) STRICT, WITHOUT ROWID;
        INSERT INTO heard(version, source, at)
            SELECT newest.version, source, last_success_at
            FROM source_activity, (SELECT max(version) AS version FROM change_log) AS newest
            WHERE newest.version IS NOT NULL AND first_event_at IS NOT NULL AND last_success_at IS NOT NULL;
        """,
    ];
}
