namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>What is looked at before the first figure is believed.</summary>
internal static class LedgerCheck
{
    /// <summary>Checks the pages of a file that is not too large, and that the newest versions of the log are all there.</summary>
    /// <returns>Whether the pages were checked.</returns>
    /// <exception cref="LedgerUnavailableException">The file is damaged.</exception>
    public static bool Run(SqliteSession session, long quickCheckBytes)
    {
        bool pages = session.ReadInteger("PRAGMA page_count") * session.ReadInteger("PRAGMA page_size") <= quickCheckBytes;
        if (pages)
        {
            string answer = session.ReadText("PRAGMA quick_check(1)");
            if (answer != "ok")
            {
                throw Damaged(session, answer);
            }
        }

        CheckLog(session);
        return pages;
    }

    private static void CheckLog(SqliteSession session)
    {
        long last = session.ReadInteger("SELECT max(version) FROM change_log");
        long first = Math.Max(1, last - CheckedVersions + 1);
        using SqliteStatement statement = session.Prepare(
            """
            WITH v AS (SELECT count(*) AS parts, max(part) + 1 AS expected FROM change_log WHERE version >= ?1 GROUP BY version)
            SELECT count(*), coalesce(sum(parts <> expected), 0) FROM v
            """);
        statement.Bind(1, first).Step();
        long missing = last - first + 1 - statement.Integer(0);
        long torn = statement.Integer(1);
        if (missing != 0 || torn != 0)
        {
            throw Damaged(session, $"of versions {first} to {last} of the change log {missing} are missing and {torn} incomplete");
        }
    }

    private static LedgerUnavailableException Damaged(SqliteSession session, string finding) =>
        new($"Ledger {session.Path} is damaged: {finding}. Stop the service, keep a copy of the data directory, and restore the latest backup; sources may then send again what came after it.");

    // About a second of reading; older ones were checked by earlier starts.
    private const int CheckedVersions = 1_000_000;
}
