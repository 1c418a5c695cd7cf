using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>
/// All alerts and everything that hangs on them, in one SQLite file (<c>alerts.db</c>; WAL, <c>synchronous=FULL</c>). One writer at a time: a
/// transition and what the sinks make of it are committed together, on disk when <see cref="Write{T}"/> returns. Thread-safe.
/// </summary>
public sealed class AlertStore : IDisposable
{
    private AlertStore(SqliteConnection writer, SqliteConnection reader, IReadOnlyList<ITransitionSink> sinks)
    {
        this.writer = writer;
        this.reader = reader;
        this.sinks = sinks;
        open = AlertTables.Read(reader, null, AlertTables.SelectLast + "WHERE a.state <> 3").ToImmutableDictionary(step => step.Alert.Key, step => step.Alert);
    }

    /// <summary>
    /// Raised after a commit with its transitions, commits in order and one at a time. Handlers only signal: they must not block, throw or call the store.
    /// </summary>
    public event Action<IReadOnlyList<AlertTransition>>? Committed;

    /// <summary>Pending and firing alerts: a snapshot.</summary>
    public IReadOnlyDictionary<AlertKey, Alert> OpenAlerts => open;

    /// <summary>Opens the file, making it (mode 0600) or bringing it up to date.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Tables of other capabilities.</param>
    /// <param name="sinks">Who takes part in each transition's transaction; they must not call the store.</param>
    /// <exception cref="AlertStoreException">It cannot be used.</exception>
    public static AlertStore Open(string path, IEnumerable<IAlertSchemaPart> parts, IEnumerable<ITransitionSink> sinks)
    {
        SqliteConnection? writer = null;
        SqliteConnection? reader = null;
        try
        {
            if (!OperatingSystem.IsWindows() && !File.Exists(path))
            {
                File.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
            }

            writer = Connect(path);
            AlertSchema.Migrate(writer, [new IncidentSchema(), .. parts]);
            reader = Connect(path);
            return new AlertStore(writer, reader, [.. sinks]);
        }
        catch (Exception failure)
        {
            reader?.Dispose();
            writer?.Dispose();
            if (failure is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new AlertStoreException($"The alerts' file {path} cannot be opened: {failure.Message} Check that the service's user may write to it, or restore a backup.", failure);
            }

            throw;
        }
    }

    /// <summary>Runs a piece of work as one transaction, alone; all of it is on disk when this returns, or nothing if it throws.</summary>
    public T Write<T>(Func<AlertSession, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (writing)
        {
            using SqliteTransaction transaction = writer.BeginTransaction(deferred: false);
            AlertSession session = new(this, writer, transaction, sinks);
            T result = work(session);
            transaction.Commit();
            foreach ((AlertKey key, Alert? alert) in session.Changed)
            {
                open = alert is null ? open.Remove(key) : open.SetItem(key, alert);
            }

            if (session.Added.Count > 0)
            {
                Committed?.Invoke(session.Added);
            }

            return result;
        }
    }

    /// <summary>Runs a piece of work as one transaction, alone.</summary>
    public void Write(Action<AlertSession> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Write(session =>
        {
            work(session);
            return true;
        });
    }

    /// <summary>Runs a question against what is committed.</summary>
    public T Read<T>(Func<SqliteConnection, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        lock (reading)
        {
            return question(reader);
        }
    }

    /// <summary>The alert of this id, or null.</summary>
    public Alert? Find(string id) =>
        Read(connection => AlertTables.Read(connection, null, AlertTables.SelectLast + "WHERE a.id = $1", AlertTables.Id(id))) is [var last] ? last.Alert : null;

    /// <summary>Everything that happened to an alert, in order; empty if there is none of this id.</summary>
    public IReadOnlyList<AlertTransition> History(string id) =>
        Read(connection => AlertTables.Read(connection, null, AlertTables.SelectAll + "WHERE a.id = $1 ORDER BY t.sequence", AlertTables.Id(id)));

    /// <summary>The transition of this number, or null.</summary>
    public AlertTransition? FindTransition(long number) =>
        Read(connection => AlertTables.Read(connection, null, AlertTables.SelectAll + "WHERE t.number = $1", number)) is [var step] ? step : null;

    /// <summary>Transitions after a number that told of something, those that only began to wait left out; in order.</summary>
    public IReadOnlyList<AlertTransition> TransitionsAfter(long number, int limit) =>
        Read(connection => AlertTables.Read(connection, null, AlertTables.SelectAll + "WHERE t.number > $1 AND t.kind <> 1 ORDER BY t.number LIMIT $2", number, limit));

    /// <summary>The highest number that a transition ever had; 0 = there was none.</summary>
    public long LastTransition() => Read(connection =>
    {
        using SqliteCommand command = AlertTables.Command(connection, null, "SELECT seq FROM sqlite_sequence WHERE name = 'transition'");
        return command.ExecuteScalar() as long? ?? 0;
    });

    /// <summary>How many such transitions come after a number.</summary>
    public long CountTransitionsAfter(long number) => Read(connection =>
    {
        using SqliteCommand command = AlertTables.Command(connection, null, "SELECT count(*) FROM transition WHERE number > $1 AND kind <> 1", number);
        return (long)command.ExecuteScalar()!; // not null: a count is a row
    });

    /// <summary>Alerts, the latest to start first.</summary>
    public IReadOnlyList<Alert> List(AlertQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        const string Condition = "WHERE ($1 = 0 OR a.state = $1) AND ($2 = 0 OR a.severity = $2) AND ($3 = '' OR a.rule = $3) AND a.starts_at <= $5 AND (a.starts_at < $5 OR a.id < $6) ORDER BY a.starts_at DESC, a.id DESC LIMIT $4";

        // Units are restricted here, since there may be thousands: the caller's limit holds for what is left of the latest.
        int limit = query.Units is null ? query.Limit : Math.Max(query.Limit, MostLookedAt);
        List<AlertTransition> found = Read(connection =>
            AlertTables.Read(connection, null, AlertTables.SelectLast + Condition, (int)(query.State ?? 0), (int)(query.Severity ?? 0), query.Rule ?? "", limit, query.After?.StartsAt.ToUnixTimeTicks() ?? long.MaxValue, query.After is { } place ? AlertTables.Id(place.Id) : long.MaxValue));
        return [.. found.Select(step => step.Alert).Where(alert => query.Units?.Contains(alert.Labels.Unit) ?? true).Take(query.Limit)];
    }

    /// <summary>What the evaluation remembers of every instance.</summary>
    public IReadOnlyDictionary<AlertKey, string> Memories() => Read(connection =>
    {
        using SqliteCommand command = AlertTables.Command(connection, null, "SELECT rule, unit, category, memory FROM instance");
        using SqliteDataReader row = command.ExecuteReader();
        Dictionary<AlertKey, string> memories = [];
        while (row.Read())
        {
            memories[new AlertKey(row.GetString(0), row.GetString(1), row.GetString(2))] = row.GetString(3);
        }

        return memories;
    });

    /// <summary>When the evaluation was last known to run; null = never.</summary>
    public Instant? AliveAt() => Read(connection =>
    {
        using SqliteCommand command = AlertTables.Command(connection, null, "SELECT alive_at FROM evaluation");
        return command.ExecuteScalar() is long ticks ? Instant.FromUnixTimeTicks(ticks) : (Instant?)null;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (writing)
        {
            lock (reading)
            {
                reader.Dispose();
                writer.Dispose();
            }
        }
    }

    private static SqliteConnection Connect(string path)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30, ForeignKeys = true }.ToString());
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Most alerts that a question restricted to units looks through.</summary>
    private const int MostLookedAt = 100_000;

    private readonly SqliteConnection writer;
    private readonly SqliteConnection reader;
    private readonly IReadOnlyList<ITransitionSink> sinks;
    private readonly Lock writing = new();
    private readonly Lock reading = new();
    private volatile ImmutableDictionary<AlertKey, Alert> open;
}
