using NodaTime;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Which versions tell that a source was heard from: what is known as of a version is read from here and the change log alone.</summary>
internal sealed class HeardTable(SqliteSession session) : IDisposable
{
    /// <summary>Notes what a version tells.</summary>
    public void Add(long version, Heard heard) =>
        insert.Bind(1, version).Bind(2, heard.Source).Bind(3, heard.At.ToUnixTimeTicks()).Run();

    /// <summary>What the versions after one, up to another, tell.</summary>
    public static ILookup<long, Heard> Read(SqliteSession session, long after, long upTo)
    {
        using SqliteStatement read = session.Prepare("SELECT version, source, at FROM heard WHERE version > ?1 AND version <= ?2 ORDER BY version, source");
        read.Bind(1, after).Bind(2, upTo);
        List<(long Version, Heard Heard)> found = [];
        while (read.Step())
        {
            found.Add((read.Integer(0), new Heard(read.Text(1), Instant.FromUnixTimeTicks(read.Integer(2)))));
        }

        return found.ToLookup(row => row.Version, row => row.Heard);
    }

    /// <inheritdoc/>
    public void Dispose() => insert.Dispose();

    private readonly SqliteStatement insert = session.Prepare("INSERT INTO heard(version, source, at) VALUES (?1, ?2, ?3)");
}
