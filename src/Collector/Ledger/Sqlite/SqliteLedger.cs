using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tongbi.Collector.Ledger.ChangeLog;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// The ledger in one SQLite file (write-ahead log, <c>synchronous=FULL</c>). One thread writes, taking waiting deliveries together; readers
/// have connections of their own. Other processes may write the same file: their commits are noticed within
/// <see cref="SqliteLedgerOptions.ForeignCommitPoll"/>.
/// </summary>
public sealed class SqliteLedger : ILedger, ISealBook, IHeldRecords
{
    /// <summary>Opens the ledger, making or migrating the file as needed, and checks it.</summary>
    /// <exception cref="LedgerUnavailableException">The file cannot be opened or written, is damaged, or is of a newer program.</exception>
    public static Task<SqliteLedger> OpenAsync(SqliteLedgerOptions options, TimeProvider time, ILogger<SqliteLedger> logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        return Task.Run(() => Open(options, time, logger), cancellationToken);
    }

    private SqliteLedger(SqliteLedgerOptions options, SeriesRegistry registry, LedgerStore store, Guid identity, TimeProvider time, ILogger logger)
    {
        Series = registry;
        Identity = identity;
        this.store = store;
        published.Publish(store.Version);
        reader = new LedgerReader(options);
        writer = new LedgerWriter(store, published, options, logger);
        poll = time.CreateTimer(static ledger => ((SqliteLedger)ledger!).LookForForeignCommits(), this, options.ForeignCommitPoll, options.ForeignCommitPoll); // never null: it is this
    }

    /// <inheritdoc/>
    public SeriesRegistry Series { get; }

    /// <inheritdoc/>
    public long Version => published.Value;

    /// <inheritdoc/>
    public Guid Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, SourceActivity> Activity => store.Activity;

    /// <inheritdoc/>
    public SealBook Seals => store.Seals;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long> Held => store.Held;

    /// <inheritdoc/>
    public long LastHeldId => store.LastHeldId;

    /// <inheritdoc/>
    public async Task<HeldOutcome> ReleaseHeldAsync(long afterId, Func<HeldRecord, HeldVerdict> judge, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(actor.Length, LongestActor);
        HeldLedgerRequest request = new(ledger => ledger.Release(afterId, judge, actor, cancellationToken), cancellationToken);
        await writer.SubmitAsync(request, cancellationToken);
        return request.Outcome;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UnmappedCode>> ReadUnmappedAsync(int limit, CancellationToken cancellationToken) =>
        await reader.ReadAsync(session => HeldTable.ReadUnmapped(session, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<SealOutcome> RequestAsync(SealRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfZero(request.Reason.Length, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Reason.Length, LongestReason, nameof(request));
        ArgumentOutOfRangeException.ThrowIfZero(request.By.Length, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.By.Length, LongestActor, nameof(request));
        return ActAsync(new SealLedgerRequest(ledger => ledger.Apply(request), cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<SealOutcome> ApproveAsync(long id, string by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(by);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by.Length, LongestActor);
        return ActAsync(new SealLedgerRequest(ledger => ledger.Approve(id, by), cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CommitOutcome> CommitAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delivery.Actor.Length, LongestActor, nameof(delivery));
        return writer.SubmitAsync(new DeliveryRequest(delivery, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RecordRefusalsAsync(IReadOnlyList<RefusalCount> refusals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        return refusals.Count == 0 ? Task.CompletedTask : writer.SubmitAsync(new RefusalsRequest(refusals, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChangeSet> ReadChangesAsync(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long upTo = Version;
        Task<List<ChangeSet>> Next(long after) => reader.ReadAsync(session => ReadSets(session, after, upTo), cancellationToken);
        Task<List<ChangeSet>> next = Next(afterVersion);
        try
        {
            while (await next is { Count: > 0 } sets)
            {
                // The next batch is read while this one is worked on.
                next = Next(sets[^1].Version);
                foreach (ChangeSet set in sets)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return set;
                }
            }
        }
        finally
        {
            await next.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChangeSet> ReadTouchingAsync(long afterVersion, long fromSecond, long toSecond, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long upTo = Version;
        List<long> wanted = await reader.ReadAsync(session => LedgerReader.FindTouching(session, afterVersion, upTo, fromSecond, toSecond), cancellationToken);
        for (int done = 0; done < wanted.Count;)
        {
            int from = done;
            List<ChangeSet> sets = await reader.ReadAsync(session => Unpack(LedgerReader.ReadVersions(session, wanted, from)), cancellationToken);
            foreach (ChangeSet set in sets)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return set;
            }

            done += sets.Count;
        }
    }

    /// <inheritdoc/>
    public Task<long> FindVersionAsync(Instant recordedBy, CancellationToken cancellationToken)
    {
        long upTo = Version;
        return reader.ReadAsync(session => LedgerReader.FindVersion(session, recordedBy, upTo), cancellationToken);
    }

    /// <inheritdoc/>
    public Task WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken) => published.WaitAsync(afterVersion, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, long>> ReadEventSumsAsync(long fromSecond, long toSecond, long version, CancellationToken cancellationToken)
    {
        long upTo = Math.Min(version, Version);
        return await reader.ReadAsync(session => LedgerReader.ReadEventSums(session, fromSecond, toSecond, upTo, store.HandlesByNumber), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RefusalTotal>> ReadRefusalsAsync(int limit, CancellationToken cancellationToken) =>
        await reader.ReadAsync(session => RefusalTable.Read(session, limit), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrafficMinute>> ReadTrafficAsync(long fromMinute, CancellationToken cancellationToken) =>
        await reader.ReadAsync(session => TrafficTable.Read(session, fromMinute), cancellationToken);

    /// <summary>Finishes the requests that wait and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
        {
            return;
        }

        await poll.DisposeAsync();
        await writer.DisposeAsync();
        reader.Dispose();
        published.Close();
    }

    private async Task<SealOutcome> ActAsync(SealLedgerRequest request, CancellationToken cancellationToken)
    {
        await writer.SubmitAsync(request, cancellationToken);
        return request.Outcome;
    }

    private static SqliteLedger Open(SqliteLedgerOptions options, TimeProvider time, ILogger logger)
    {
        MakeFolder(options.DataDirectory);
        SqliteSession session = SqliteSession.Open(options.Path, create: true, options.BusyTimeout);
        try
        {
            // The page size counts only for a file that is made now.
            session.Execute($"PRAGMA page_size = {PageSize}");
            if (session.ReadText("PRAGMA journal_mode = WAL") != "wal")
            {
                throw new LedgerUnavailableException($"Ledger {options.Path}: this file system has no shared memory for a write-ahead log. Put the data directory on a local disk.");
            }

            session.Execute($"PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = {options.LargestWalBytes}; PRAGMA cache_size = -{options.CacheMebibytes * 1024}");
            LedgerSchema.Migrate(session, Guid.NewGuid());
            bool pagesChecked = LedgerCheck.Run(session, options.QuickCheckBytes);
            if (options.MaxPageCount > 0)
            {
                session.Execute($"PRAGMA max_page_count = {options.MaxPageCount}");
            }

            Guid identity = Guid.Parse(session.ReadText("SELECT identity FROM ledger"));
            SeriesRegistry registry = new();
            LedgerStore store = new(session, options, registry, time);
            Log.Opened(logger, options.Path, store.Version, registry.Count, pagesChecked);
            return new SqliteLedger(options, registry, store, identity, time, logger);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The data directory {folder} cannot be made: {failure.Message} Make it, or choose another with --data.", failure);
        }
    }

    private List<ChangeSet> ReadSets(SqliteSession session, long after, long upTo) => Unpack(LedgerReader.ReadVersions(session, after, upTo));

    private List<ChangeSet> Unpack(List<LoggedVersion> versions)
    {
        // Taken after the read: it knows every series that those versions can name.
        int[] handles = store.HandlesByNumber;
        return versions.ConvertAll(version => new ChangeSet(version.Version, version.RecordedAt, LoggedChanges.Of(version.Blocks, handles))
        {
            Actor = version.Actor,
            Heard = version.Heard,
            Corrections = version.Corrections.Count == 0 ? null : CorrectionsOf(version, handles),
        });
    }

    private static List<Correction> CorrectionsOf(LoggedVersion version, int[] handles) =>
    [
        .. version.Corrections.SelectMany(CorrectionBlock.Decode)
            .Select(correction => new Correction(correction.Start, correction.FirstRecorded, handles[correction.Series], correction.Records, correction.Moved)),
    ];

    private void LookForForeignCommits()
    {
        // One question at a time: while the writer is busy it looks by itself.
        if (Interlocked.Exchange(ref isLooking, 1) != 0)
        {
            return;
        }

        RefreshRequest request = new();
        if (!writer.TrySubmit(request))
        {
            Volatile.Write(ref isLooking, 0);
            return;
        }

        _ = request.Completion.ContinueWith(
            task =>
            {
                _ = task.Exception; // logged by the writer
                Volatile.Write(ref isLooking, 0);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    // Events come in the order of no page: a small page is the least to write for each.
    internal const int PageSize = 4_096;
    private const int LongestActor = 100;
    private const int LongestReason = 500;
    private readonly LedgerStore store;
    private readonly PublishedVersion published = new();
    private readonly LedgerReader reader;
    private readonly LedgerWriter writer;
    private readonly ITimer poll;
    private int isLooking;
    private int isDisposed;
}
