using System.Collections.Concurrent;
using NodaTime;
using Tongbi.Collector.Ledger.ChangeLog;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// Reads the file beside the writer, on sessions of its own. No read stays open longer than one batch, so that a slow follower never keeps
/// the write-ahead log from being cut back; the log is append-only, so batches read one after the other still fit together.
/// </summary>
internal sealed class LedgerReader(SqliteLedgerOptions options) : IDisposable
{
    /// <summary>Reads with a session from the pool, off the caller's thread.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => Read(read), cancellationToken);

    /// <summary>Whole versions after one, up to another, in order: as many as fit the budget, at least one. Empty when there are none.</summary>
    public static List<LoggedVersion> ReadVersions(SqliteSession session, long after, long upTo)
    {
        using SqliteStatement read = session.Prepare("SELECT version, recorded_at, actor, entries, corrections FROM change_log WHERE version > ?1 AND version <= ?2 ORDER BY version, part");
        read.Bind(1, after).Bind(2, upTo);
        List<LoggedVersion> versions = [];
        _ = Take(read, versions, 0);
        if (versions.Count == 0)
        {
            return versions;
        }

        ILookup<long, Heard> heard = HeardTable.Read(session, after, versions[^1].Version);
        return versions.ConvertAll(version => version with { Heard = [.. heard[version.Version]] });
    }

    /// <summary>The versions after one, up to another, that have a figure or an event in a span of seconds: by the indexes, without unpacking.</summary>
    public static List<long> FindTouching(SqliteSession session, long after, long upTo, long fromSecond, long toSecond)
    {
        using SqliteStatement read = session.Prepare(
            """
            SELECT version FROM change_log WHERE max_second >= ?3 AND min_second < ?4 AND version > ?1 AND version <= ?2
            UNION SELECT version FROM change_log WHERE has_figures = 1 AND version > ?1 AND version <= ?2
            ORDER BY version
            """);
        read.Bind(1, after).Bind(2, upTo).Bind(3, fromSecond).Bind(4, toSecond);
        List<long> versions = [];
        while (read.Step())
        {
            versions.Add(read.Integer(0));
        }

        return versions;
    }

    /// <summary>The named versions from a place in their list on: as many as fit the budget, at least one. Empty at the end of the list.</summary>
    public static List<LoggedVersion> ReadVersions(SqliteSession session, List<long> wanted, int from)
    {
        using SqliteStatement read = session.Prepare("SELECT version, recorded_at, actor, entries, corrections FROM change_log WHERE version = ?1 ORDER BY part");
        List<LoggedVersion> versions = [];
        long bytes = 0;
        for (int index = from; index < wanted.Count && bytes <= BatchBytes && versions.Count < BatchVersions; index++)
        {
            read.Bind(1, wanted[index]);
            bytes = Take(read, versions, bytes);
        }

        return versions;
    }

    /// <summary>Net change of each series by events in a span of seconds, up to a version.</summary>
    public static Dictionary<int, long> ReadEventSums(SqliteSession session, long fromSecond, long toSecond, long upTo, int[] handles)
    {
        using SqliteStatement read = session.Prepare("SELECT entries FROM change_log WHERE max_second >= ?1 AND min_second < ?2 AND version <= ?3");
        read.Bind(1, fromSecond).Bind(2, toSecond).Bind(3, upTo);
        Dictionary<int, long> sums = [];
        while (read.Step())
        {
            LogBlockReader block = new(read.Blob(0).ToArray());
            while (block.MoveNext())
            {
                LogEntry entry = block.Current;
                if (entry.Grain == BucketGrain.Event && entry.Start >= fromSecond && entry.Start < toSecond && entry.Delta != 0)
                {
                    int handle = handles[entry.Series];
                    sums[handle] = sums.GetValueOrDefault(handle) + entry.Delta;
                }
            }
        }

        return sums;
    }

    /// <summary>The last version up to another that was recorded at or before an instant, by bisection: recording times rise with versions.</summary>
    public static long FindVersion(SqliteSession session, Instant recordedBy, long upTo)
    {
        using SqliteStatement read = session.Prepare("SELECT recorded_at FROM change_log WHERE version = ?1 LIMIT 1");
        long found = 0;
        long beyond = upTo + 1;
        while (found + 1 < beyond)
        {
            long middle = found + ((beyond - found) / 2);
            read.Bind(1, middle).Step();
            bool wasKnown = read.Integer(0) <= recordedBy.ToUnixTimeTicks();
            read.Reset();
            (found, beyond) = wasKnown ? (middle, beyond) : (found, middle);
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        while (idle.TryTake(out SqliteSession? session))
        {
            session.Dispose();
        }
    }

    // Takes whole versions while they fit the budget; gives the bytes taken in all.
    private static long Take(SqliteStatement read, List<LoggedVersion> versions, long bytes)
    {
        while (read.Step())
        {
            long version = read.Integer(0);
            if (versions.Count == 0 || versions[^1].Version != version)
            {
                if (bytes > BatchBytes || versions.Count == BatchVersions)
                {
                    break;
                }

                versions.Add(new LoggedVersion(version, Instant.FromUnixTimeTicks(read.Integer(1)), read.Text(2), []));
            }

            byte[] block = read.Blob(3).ToArray();
            versions[^1].Blocks.Add(block);
            bytes += block.Length;
            if (read.Blob(4) is { IsEmpty: false } corrections)
            {
                versions[^1].Corrections.Add(corrections.ToArray());
                bytes += corrections.Length;
            }
        }

        return bytes;
    }

    private T Read<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(isDisposed, typeof(SqliteLedger));
        SqliteSession session = idle.TryTake(out SqliteSession? pooled) ? pooled : Open();
        try
        {
            return read(session);
        }
        catch (InvalidDataException damage)
        {
            throw new LedgerUnavailableException($"Ledger {options.Path}: {damage.Message} Stop the service, keep a copy of the data directory, and restore the latest backup.", damage);
        }
        finally
        {
            Return(session);
        }
    }

    private SqliteSession Open()
    {
        SqliteSession session = SqliteSession.Open(options.Path, create: false, options.BusyTimeout);
        session.Execute("PRAGMA query_only = 1; PRAGMA cache_size = -8192");
        return session;
    }

    private void Return(SqliteSession session)
    {
        if (isDisposed || idle.Count >= PooledSessions)
        {
            session.Dispose();
            return;
        }

        idle.Add(session);
        if (isDisposed)
        {
            Dispose();
        }
    }

    private const int PooledSessions = 4;
    private const int BatchVersions = 4_096;
    private const long BatchBytes = 4L << 20;
    private readonly ConcurrentBag<SqliteSession> idle = [];
    private volatile bool isDisposed;
}
