using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// The cube: builds itself at start from the snapshot and the change log, then follows the log. One writer prepares each change set beside
/// the readers and applies it as a whole under a lock that it holds for milliseconds; a reader sees one version.
/// <see cref="StartAsync"/> completes when the cube has caught up. Before that it is empty: everything is unknown.
/// </summary>
public sealed class CountCube : ICountCube, IHostedService, IDisposable
{
    private readonly ILedger ledger;
    private readonly ICatalogueSource catalogues;
    private readonly CountCubeOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<CountCube> logger;
    private readonly ReaderWriterLockSlim stateLock = new();
    private readonly SemaphoreSlim writing = new(1); // held by whoever changes the state, or needs it not to change across I/O
    private readonly SemaphoreSlim catalogueChanged = new(0);
    private readonly Lock presentLock = new();
    private readonly CancellationTokenSource stopping = new();
    private CubeState state;
    private TaskCompletionSource applied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (long Version, long Second, CubeOverlay? Overlay) present = (-1, 0, null);
    private volatile bool isBroken; // a change set was applied in part: what stands there is nobody's figure
    private long unsaved;
    private int isDisposed;
    private Task following = Task.CompletedTask;
    private Task reloading = Task.CompletedTask;

    /// <summary>Makes an empty cube; <see cref="StartAsync"/> fills it.</summary>
    public CountCube(ILedger ledger, ICatalogueSource catalogues, CountCubeOptions options, TimeProvider time, ILogger<CountCube> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SnapshotEvery, 1);
        this.ledger = ledger;
        this.catalogues = catalogues;
        this.options = options;
        this.time = time;
        this.logger = logger;
        Catalogue catalogue = catalogues.Current;
        state = new CubeState(catalogue, new CubeCalendar(catalogue.Calendar), ledger.Series, options.LayerFrom);
    }

    /// <inheritdoc/>
    public long Version => Volatile.Read(ref state).Version;

    /// <inheritdoc/>
    public bool IsAvailable => !isBroken;

    private long NowSecond => time.GetUtcNow().ToUnixTimeSeconds();

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        catalogues.Changed += OnCatalogueChanged;
        CubeState built = await BuildAsync(catalogues.Current, useSnapshot: true, cancellationToken);
        Swap(built);
        following = Task.Run(() => FollowAsync(stopping.Token), CancellationToken.None);
        reloading = Task.Run(() => ReloadAsync(stopping.Token), CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        catalogues.Changed -= OnCatalogueChanged;
        await stopping.CancelAsync();
        await Task.WhenAll(following, reloading).WaitAsync(cancellationToken);
        if (unsaved > 0)
        {
            Save();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
        {
            return; // a container that knows it under two names disposes it twice
        }

        stopping.Cancel();
        stopping.Dispose();
        stateLock.Dispose();
        writing.Dispose();
        catalogueChanged.Dispose();
    }

    /// <inheritdoc/>
    public T Read<T>(Instant now, Func<ICountReader, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        stateLock.EnterReadLock();
        try
        {
            ThrowIfBroken();
            return question(new CubeReader(state, Present(now), now));
        }
        finally
        {
            stateLock.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public async Task<T> ReadAsync<T>(long? asOfVersion, Instant? at, Func<ICountReader, T> question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (asOfVersion is { } version)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(version, nameof(asOfVersion));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(version, Version, nameof(asOfVersion));
        }

        // The state may move on while the log is read; the little that came since is read too, the last time with the writer held.
        const int Attempts = 3;
        LookBack back = new(ledger, asOfVersion, at);
        Instant now = at ?? Instant.FromUnixTimeSeconds(NowSecond);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            await back.ReadToAsync(Volatile.Read(ref state), cancellationToken);
            if (TryRead(back, now, question, out T? answer))
            {
                return answer;
            }
        }

        await writing.WaitAsync(cancellationToken);
        try
        {
            await back.ReadToAsync(Volatile.Read(ref state), cancellationToken);
            return TryRead(back, now, question, out T? answer) ? answer : throw new InvalidOperationException("The counts moved while the writer was held.");
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task WaitForVersionAsync(long version, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next = Volatile.Read(ref applied).Task;
            if (Version >= version && !isBroken)
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<long> WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken)
    {
        await WaitForVersionAsync(afterVersion + 1, cancellationToken);
        return Version;
    }

    /// <summary>Figures of a source that stand over finer figures or events, which are therefore not counted; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<FigureOverlap> Overlaps(string source, int limit)
    {
        stateLock.EnterReadLock();
        try
        {
            ThrowIfBroken();
            CubeState seen = state;
            return
            [
                .. seen.Figures.All
                    .Where(leaf => seen.Book.Series[leaf.Key].Source == source)
                    .SelectMany(leaf => leaf.Value.Overlaps(seen.Calendar, seen.Book.Series[leaf.Key], limit))
                    .Take(limit),
            ];
        }
        finally
        {
            stateLock.ExitReadLock();
        }
    }

    /// <summary>
    /// Tells which buckets changes of the log may have moved, seen from the newest state, which must be at or past them; with the catalogue whose
    /// calendar the buckets are cut by. Changes that were undone since tell of themselves when their turn comes.
    /// </summary>
    internal Catalogue Reach(IReadOnlyList<Change> changes, IReachVisitor visitor)
    {
        stateLock.EnterReadLock();
        try
        {
            ChangeReach.Tell(state, changes, visitor);
            return state.Catalogue;
        }
        finally
        {
            stateLock.ExitReadLock();
        }
    }

    /// <summary>Writes the snapshot now. Used at an orderly stop and by tests.</summary>
    internal void Save()
    {
        if (options.SnapshotPath is not { } path || state.Version == 0 || isBroken)
        {
            return;
        }

        long started = time.GetTimestamp();
        try
        {
            unsaved = 0; // also where it fails: the next attempt is made when as much came again
            long bytes = CubeSnapshot.Write(path, state);
            Log.SnapshotWritten(logger, state.Version, bytes, time.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.SnapshotFailed(logger, exception);
        }
    }

    private async Task<CubeState> BuildAsync(Catalogue catalogue, bool useSnapshot, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        CubeCalendar calendar = new(catalogue.Calendar);
        CubeState built = (useSnapshot ? await LoadAsync(catalogue, calendar, cancellationToken) : null) ?? new CubeState(catalogue, calendar, ledger.Series, options.LayerFrom);
        long entries = 0;
        await foreach (ChangeSet set in ledger.ReadChangesAsync(built.Version, cancellationToken))
        {
            built.TakeRaw(set, NowSecond);
            entries += set.Changes.Count;
        }

        built.Settle();
        unsaved += entries;
        Log.Ready(logger, built.Version, built.Nodes.Leaves.Count, built.Nodes.NodeCount, entries, time.GetElapsedTime(started));
        Report(built);
        return built;
    }

    private async Task<CubeState?> LoadAsync(Catalogue catalogue, CubeCalendar calendar, CancellationToken cancellationToken)
    {
        if (options.SnapshotPath is not { } path || !File.Exists(path))
        {
            return null;
        }

        try
        {
            CubeState loaded = CubeSnapshot.Read(path, catalogue, calendar, ledger.Series, NowSecond, options.LayerFrom);
            if (await MarkAsync(loaded.Version, cancellationToken) == loaded.Head)
            {
                return loaded;
            }

            Log.SnapshotUnfit(logger, "it is of another ledger, or of a later state of this one");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Log.SnapshotUnfit(logger, exception.Message);
        }

        return null;
    }

    // What the ledger holds at a version.
    private async Task<VersionMark?> MarkAsync(long version, CancellationToken cancellationToken)
    {
        if (version > ledger.Version)
        {
            return null;
        }

        await foreach (ChangeSet set in ledger.ReadChangesAsync(version - 1, cancellationToken))
        {
            return VersionMark.Of(set);
        }

        return null;
    }

    private void Report(CubeState built)
    {
        int series = 0;
        long records = 0;
        foreach ((int handle, CountStore store) in built.Nodes.Leaves)
        {
            if (built.Book.Place(handle) is null)
            {
                series++;
                records += store.Records;
            }
        }

        if (series > 0)
        {
            Log.Orphans(logger, series, records);
        }

        if (built.OutsideCalendar > 0)
        {
            Log.OutsideCalendar(logger, built.OutsideCalendar, built.Catalogue.Calendar.FirstYear - 1, Calendar.OfficeCalendar.LastYear);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await SaveIfDueAsync(cancellationToken);
                if (!isBroken)
                {
                    await ledger.WaitForChangeAsync(Version, cancellationToken);
                }

                await writing.WaitAsync(cancellationToken);
                try
                {
                    await AdvanceAsync(cancellationToken);
                }
                finally
                {
                    writing.Release();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.FollowFailed(logger, exception, Version, options.RetryAfter);
                await RetryLaterAsync(cancellationToken);
            }
        }
    }

    private async Task SaveIfDueAsync(CancellationToken cancellationToken)
    {
        if (unsaved < options.SnapshotEvery)
        {
            return;
        }

        await writing.WaitAsync(cancellationToken);
        try
        {
            Save();
        }
        finally
        {
            writing.Release();
        }
    }

    // Brings the counts up to the ledger's version, anew where they cannot be gone on with; the writer is held.
    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        if (!isBroken)
        {
            try
            {
                await CatchUpAsync(state, cancellationToken);
                return;
            }
            catch (Exception failure) when (isBroken)
            {
                Log.HalfApplied(logger, failure, Version);
            }
        }

        Swap(await BuildAsync(catalogues.Current, useSnapshot: true, cancellationToken));
    }

    // Brings a state up to the ledger's version; the writer is held.
    private async Task CatchUpAsync(CubeState target, CancellationToken cancellationToken)
    {
        await foreach (ChangeSet set in ledger.ReadChangesAsync(target.Version, cancellationToken))
        {
            Change(target, target.Prepare(set, NowSecond, options.Halfway));
            unsaved += set.Changes.Count;
            if (ReferenceEquals(target, state))
            {
                TellWaiting();
            }

            AbsorbLayer(target);
        }
    }

    // In short turns, so that readers get in between.
    private void AbsorbLayer(CubeState target)
    {
        const int StoresAtATime = 64;
        for (bool more = target.Layer is not null; more;)
        {
            Change(target, () => more = target.Absorb(StoresAtATime));
        }
    }

    // A change that ends half way leaves counts that are neither of one version nor of another: nobody gets to see them.
    private void Change(CubeState target, Action change)
    {
        stateLock.EnterWriteLock();
        try
        {
            change();
        }
        catch
        {
            isBroken |= ReferenceEquals(target, state);
            throw;
        }
        finally
        {
            stateLock.ExitWriteLock();
        }
    }

    private void ThrowIfBroken()
    {
        if (isBroken)
        {
            throw new CountsUnavailableException();
        }
    }

    private void OnCatalogueChanged(Catalogue catalogue) => catalogueChanged.Release();

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await catalogueChanged.WaitAsync(cancellationToken);
                if (!ReferenceEquals(state.Catalogue, catalogues.Current))
                {
                    await FollowCatalogueAsync(catalogues.Current, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.CatalogueFailed(logger, exception, options.RetryAfter);
                await RetryLaterAsync(cancellationToken);
                catalogueChanged.Release();
            }
        }
    }

    // The old state serves meanwhile. Where time is cut and lateness judged as before the leaves stay and only the nodes above them are made anew.
    private async Task FollowCatalogueAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        CubeState? built = state.Fits(catalogue) ? null : await BuildAsync(catalogue, useSnapshot: false, cancellationToken);
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (built is null && !isBroken && state.Fits(catalogue))
            {
                built = state.Under(catalogue);
                Report(built);
            }
            else
            {
                // A source may have delivered for the first time meanwhile, so that it no longer fits.
                built ??= await BuildAsync(catalogue, useSnapshot: false, cancellationToken);
                await CatchUpAsync(built, cancellationToken);
            }

            Swap(built);
        }
        finally
        {
            writing.Release();
        }

        Log.CatalogueFollowed(logger, built.Version, time.GetElapsedTime(started));
    }

    private void Swap(CubeState next)
    {
        stateLock.EnterWriteLock();
        try
        {
            Volatile.Write(ref state, next);
            present = (-1, 0, null);
            isBroken = false;
        }
        finally
        {
            stateLock.ExitWriteLock();
        }

        TellWaiting();
    }

    private void TellWaiting() =>
        Interlocked.Exchange(ref applied, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    private async Task RetryLaterAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(options.RetryAfter, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop sees it.
        }
    }

    private bool TryRead<T>(LookBack back, Instant now, Func<ICountReader, T> question, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T answer)
    {
        stateLock.EnterReadLock();
        try
        {
            ThrowIfBroken();
            if (!back.Fits(state))
            {
                answer = default;
                return false;
            }

            answer = question(new CubeReader(state, back.Overlay(state), now));
            return true;
        }
        finally
        {
            stateLock.ExitReadLock();
        }
    }

    // What hides events dated later than now; worked out once per version and second. Called with the lock held for reading.
    private CubeOverlay? Present(Instant now)
    {
        if (state.Future.All.Count == 0)
        {
            return null;
        }

        long second = now.ToUnixTimeSeconds();
        lock (presentLock)
        {
            if (present.Version != state.Version || present.Second != second)
            {
                List<RawChange> hidden = state.Future.After(state.Calendar, now);
                present = (state.Version, second, hidden.Count == 0 ? null : CubeOverlay.Of(state, hidden, [], null));
            }

            return present.Overlay;
        }
    }
}
