using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// The writing side of the file: transactions and what goes into them. Belongs to the writer's thread alone.
/// What it keeps in memory (series, version, activity) is valid while it holds the write lock, because
/// <see cref="Begin"/> looks for commits of other processes first.
/// </summary>
internal sealed class LedgerStore : IDisposable
{
    /// <summary>Takes over a session whose schema is current.</summary>
    public LedgerStore(SqliteSession session, SqliteLedgerOptions options, SeriesRegistry registry, TimeProvider time)
    {
        this.session = session;
        this.options = options;
        this.time = time;
        this.registry = registry;
        series = new SeriesTable(session, registry);
        log = new ChangeLogTable(session, options.BlockEntries);
        events = new EventTable(session, series, log);
        figures = new FigureTable(session, series, log);
        activity = new ActivityTable(session);
        traffic = new TrafficTable(session);
        arrivals = new TrafficTally(registry);
        refusals = new RefusalTable(session, options.StatisticalDate);
        seals = new SealTable(session);
        held = new HeldTable(session);
        heard = new HeardTable(session);
        earliest = new EarliestEvents(registry);
        dataVersion = session.Prepare("PRAGMA data_version");
        lastVersion = session.Prepare("SELECT max(version) FROM change_log");
        Refresh();
    }

    /// <summary>Version of the data set, what is not yet committed included.</summary>
    public long Version { get; private set; }

    /// <summary>Activity as committed.</summary>
    public IReadOnlyDictionary<string, SourceActivity> Activity => activity.Committed;

    /// <summary>Seals as committed.</summary>
    public SealBook Seals => seals.Committed;

    /// <summary>How many records wait, by source, as committed.</summary>
    public IReadOnlyDictionary<string, long> Held => held.Committed;

    /// <summary>Number of the latest record that waits or waited, as committed.</summary>
    public long LastHeldId => held.LastId;

    /// <summary>Handle of each series by the ledger's number.</summary>
    public int[] HandlesByNumber => series.HandlesByNumber;

    /// <summary>Takes in what other processes committed.</summary>
    public void Refresh()
    {
        dataVersion.Step();
        long seen = dataVersion.Integer(0);
        dataVersion.Reset();
        if (seen == seenDataVersion)
        {
            return;
        }

        series.Load();
        activity.Load();
        seals.Load();
        held.Load();
        lastVersion.Step();
        Version = lastVersion.Integer(0);
        lastVersion.Reset();
        seenDataVersion = seen;
    }

    /// <summary>Takes the write lock.</summary>
    public void Begin()
    {
        SetCommitted();
        session.Execute("BEGIN IMMEDIATE");
        Refresh();
        SetCommitted();
    }

    /// <summary>Applies a delivery.</summary>
    public CommitOutcome Apply(Delivery delivery, CancellationToken cancellationToken)
    {
        Instant now = time.GetUtcNow().ToInstant();
        arrivals.Begin(now);
        DeliveryTally tally = new(arrivals);
        log.Begin(Version + 1, now, delivery.Actor);
        earliest.Clear();
        locked = seals.LockedAt(now);
        ApplyEvents(delivery.Events, tally, cancellationToken);
        ApplyFigures(delivery.Figures, tally, cancellationToken);
        IReadOnlyDictionary<string, long> refused = CountSealed(tally.Sealed);
        held.Add(delivery.Held);
        refusals.Add([.. delivery.Refusals, .. refused.Select(source => new RefusalCount(source.Key, SealedCode, SealedField, source.Value))], now);
        SourceShare[] shares = [.. delivery.Shares.Select(share => WithoutSealed(share, refused.GetValueOrDefault(share.Source)))];
        bool isNews = NoteHeard(shares, now);
        if (tally.IsChange || isNews)
        {
            log.End();
        }

        // Nothing below can fail: what is kept in memory follows only a delivery that was taken.
        Version += tally.IsChange || isNews ? 1 : 0;
        earliest.MoveTo(activity);
        foreach (SourceShare share in shares)
        {
            activity.Add(share, now);
            arrivals.CountRejected(share.Source, share.Rejected);
        }

        arrivals.MoveTo(traffic);

        return tally.At(Version);
    }

    /// <summary>Looks at records that wait and counts, drops or leaves each.</summary>
    public HeldOutcome Release(long afterId, Func<HeldRecord, HeldVerdict> judge, string actor, CancellationToken cancellationToken)
    {
        HeldRelease release = new(held.Read(afterId, judge, cancellationToken));
        CommitOutcome outcome = Apply(release.ToDelivery(actor), cancellationToken);
        return release.Settle(held, outcome);
    }

    /// <summary>Records what one person asks for.</summary>
    public SealOutcome Apply(SealRequest request) => seals.Request(request, time.GetUtcNow().ToInstant());

    /// <summary>Records the second person's approval: a version of its own, since figures tell how firm they are.</summary>
    public SealOutcome Approve(long act, string by)
    {
        Instant now = time.GetUtcNow().ToInstant();
        SealOutcome outcome = seals.Approve(act, by, now, Version + 1);
        if (outcome.Act is not null)
        {
            log.Begin(Version + 1, now, by);
            log.End();
            Version++;
        }

        return outcome;
    }

    /// <summary>Records refusals of a request that was rejected whole.</summary>
    public void Apply(IReadOnlyList<RefusalCount> refused)
    {
        Instant now = time.GetUtcNow().ToInstant();
        refusals.Add(refused, now);
        arrivals.Begin(now);
        foreach (RefusalCount refusal in refused.Where(refusal => refusal.Source.Length > 0 && refusal.Count > 0))
        {
            activity.Add(new SourceShare(refusal.Source, 0, refusal.Count, null), now);
            arrivals.CountRejected(refusal.Source, refusal.Count);
        }

        arrivals.MoveTo(traffic);
    }

    /// <summary>Makes it possible to undo one request of a group alone.</summary>
    public int SetMark()
    {
        session.Execute("SAVEPOINT request");
        return series.Count;
    }

    /// <summary>Keeps what was done since the mark.</summary>
    public void ReleaseMark() => session.Execute("RELEASE request");

    /// <summary>Undoes what was done since the mark.</summary>
    public void RollBackTo(int mark)
    {
        session.Execute("ROLLBACK TO request; RELEASE request");
        series.RollBackTo(mark);
        seals.Reload();
        held.Reload();
    }

    /// <summary>Writes everything to disk.</summary>
    public void Commit()
    {
        activity.Save();
        traffic.Save();
        session.Execute("COMMIT");
        activity.Publish();
        traffic.Clear();
        seals.Publish();
        held.Publish();
    }

    /// <summary>Undoes everything since <see cref="Begin"/>.</summary>
    public void RollBack()
    {
        activity.Discard();
        traffic.Clear();
        Version = committedVersion;
        series.RollBackTo(committedSeries);
        if (session.InTransaction)
        {
            session.Execute("ROLLBACK");
        }

        seals.Discard();
        held.Discard();
    }

    /// <summary>Whether so much was written since the last time this was true that it should be moved from the write-ahead log into the file.</summary>
    public bool IsCheckpointDue()
    {
        long written = session.PagesWritten;
        bool isDue = written - movedPages >= options.LargestWalBytes / 4 / SqliteLedger.PageSize;
        movedPages = isDue ? written : movedPages;
        return isDue;
    }

    /// <summary>
    /// Cuts the write-ahead log back when a large delivery, or writing without a pause, has made it grow beyond its limit.
    /// </summary>
    public void CutWal()
    {
        if (new FileInfo(options.Path + "-wal") is not { Exists: true } wal || wal.Length <= options.LargestWalBytes)
        {
            return;
        }

        // It needs a moment without readers; if there is none the next time will do.
        session.SetBusyTimeout(TruncateTimeout);
        try
        {
            session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            session.SetBusyTimeout(options.BusyTimeout);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in new IDisposable[] { series, log, events, figures, activity, traffic, refusals, seals, held, heard, dataVersion, lastVersion })
        {
            part.Dispose();
        }

        session.Dispose();
    }

    private void SetCommitted()
    {
        committedVersion = Version;
        committedSeries = series.Count;
    }

    // One delivery may have several shares of a source; it is heard from once.
    private bool NoteHeard(SourceShare[] shares, Instant now)
    {
        string[] sources = [.. shares.Where(share => activity.IsNews(share, now, options.StatisticalHour)).Select(share => share.Source).Distinct(StringComparer.Ordinal)];
        foreach (string source in sources)
        {
            heard.Add(Version + 1, new Heard(source, now));
        }

        return sources.Length > 0;
    }

    private static SourceShare WithoutSealed(SourceShare share, long refused) => refused == 0 ? share : share with
    {
        Accepted = share.Accepted - refused,
        Rejected = share.Rejected + refused,
        NewestRecordAt = share.Accepted > refused ? share.NewestRecordAt : null,
    };

    private Dictionary<string, long> CountSealed(SealedRecords? refused)
    {
        Dictionary<string, long> bySource = new(StringComparer.Ordinal);
        foreach ((int handle, long count) in refused?.BySeries ?? new Dictionary<int, long>())
        {
            string source = registry[handle].Source;
            bySource[source] = bySource.GetValueOrDefault(source) + count;
        }

        return bySource;
    }

    private void ApplyFigures(IEnumerable<ReadOnlyMemory<FigureRecord>> pieces, DeliveryTally tally, CancellationToken cancellationToken)
    {
        long first = 0;
        foreach (ReadOnlyMemory<FigureRecord> piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            figures.Apply(piece.Span, first, locked, tally);
            first += piece.Length;
        }
    }

    private void ApplyEvents(IEnumerable<ReadOnlyMemory<EventRecord>> pieces, DeliveryTally tally, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (ReadOnlyMemory<EventRecord> piece in pieces)
        {
            for (ReadOnlySpan<EventRecord> rest = piece.Span; !rest.IsEmpty;)
            {
                int taken = Math.Min(rest.Length, options.ChunkEvents - count);
                if (chunk.Length < count + taken)
                {
                    Array.Resize(ref chunk, Math.Min(options.ChunkEvents, Math.Max(count + taken, chunk.Length * 2)));
                }

                rest[..taken].CopyTo(chunk.AsSpan(count));
                rest = rest[taken..];
                count += taken;
                if (count == options.ChunkEvents)
                {
                    ApplyChunk(count, tally, cancellationToken);
                    count = 0;
                }
            }
        }

        ApplyChunk(count, tally, cancellationToken);
    }

    private void ApplyChunk(int count, DeliveryTally tally, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<EventRecord> records = chunk.AsSpan(0, count);
        events.Apply(records, locked, tally);
        earliest.Observe(records, tally.FirstEvent, tally.Sealed);
        tally.FirstEvent += count;
    }

    /// <summary>Code and field of the refusal of a record that would change a locked month, as the record of refusals names them.</summary>
    private const string SealedCode = "sealed_period";
    private const string SealedField = "";

    private static readonly TimeSpan TruncateTimeout = TimeSpan.FromMilliseconds(100);
    private readonly SqliteSession session;
    private readonly SqliteLedgerOptions options;
    private readonly TimeProvider time;
    private readonly SeriesRegistry registry;
    private readonly SeriesTable series;
    private readonly ChangeLogTable log;
    private readonly EventTable events;
    private readonly FigureTable figures;
    private readonly ActivityTable activity;
    private readonly TrafficTable traffic;
    private readonly TrafficTally arrivals;
    private readonly RefusalTable refusals;
    private readonly SealTable seals;
    private readonly HeldTable held;
    private readonly HeardTable heard;
    private readonly EarliestEvents earliest;
    private readonly SqliteStatement dataVersion;
    private readonly SqliteStatement lastVersion;
    private EventRecord[] chunk = [];
    private SealedSpans locked = SealedSpans.None;
    private long seenDataVersion = -1;
    private long committedVersion;
    private int committedSeries;
    private long movedPages;
}
