using NodaTime;

namespace Tongbi.Collector.Ledger;

/// <summary>
/// The system of record: one row per (source, keyed hash of id) with its latest revision, one row per ready figure, and the append-only
/// change log, written in one transaction. Replays, retries, reordering and corrections cannot change a count twice.
/// Thread-safe; several processes may open the same ledger.
/// </summary>
public interface ILedger : IAsyncDisposable
{
    /// <summary>Handles of the leaf series; every series in the ledger is registered when it is opened.</summary>
    SeriesRegistry Series { get; }

    /// <summary>Latest committed version seen by this process; 0 = empty.</summary>
    long Version { get; }

    /// <summary>Whether a record or figure was ever kept. A version alone does not say so: seals make versions too.</summary>
    bool HoldsRecords => Series.Count > 0;

    /// <summary>Names the data set: given once, when it was made, and kept by its copies. A read model kept on disk belongs to one of them.
    /// Empty where the engine has none; then nothing kept on disk can be trusted.</summary>
    Guid Identity => Guid.Empty;

    /// <summary>
    /// Commits a delivery as a whole. When the task completes the data is on disk (fsync) and survives power loss; when it fails nothing of
    /// it was kept. Deliveries that wait together share one fsync (group commit).
    /// <para>Events: per key the highest revision counts; the same revision is a duplicate whatever it says; a lower one is stale; each is counted
    /// in order of arrival. Figures: a higher revision replaces; the same revision with the same figure is a duplicate; the same revision with
    /// another figure replaces (a re-sent figure replaces its bucket, the last one wins); a lower revision is stale.</para>
    /// <para>Versions: a delivery makes one if it changed a record or figure, or if a source that has sent events was heard from in a new hour, since
    /// every answer is a function of the version; a seal's approval makes one too. Any other delivery makes none.</para>
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The store cannot take it now (disk full, locked, read-only); nothing was kept.</exception>
    Task<CommitOutcome> CommitAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Change sets after a version, in order, up to the version current when the call began.</summary>
    IAsyncEnumerable<ChangeSet> ReadChangesAsync(long afterVersion, CancellationToken cancellationToken);

    /// <summary>
    /// Change sets after a version, in order, up to the version current when the call began, with who sent each: all that can say something of
    /// events in [from, to) (Unix seconds) or of figures. Of those given every change is given; the caller picks. Others may be among them.
    /// </summary>
    IAsyncEnumerable<ChangeSet> ReadTouchingAsync(long afterVersion, long fromSecond, long toSecond, CancellationToken cancellationToken) =>
        ReadChangesAsync(afterVersion, cancellationToken);

    /// <summary>The last version recorded at or before an instant; 0 if none was. What was known then is the state at this version.</summary>
    async Task<long> FindVersionAsync(Instant recordedBy, CancellationToken cancellationToken)
    {
        long found = 0;
        await foreach (ChangeSet set in ReadChangesAsync(0, cancellationToken))
        {
            found = set.RecordedAt <= recordedBy ? set.Version : found;
        }

        return found;
    }

    /// <summary>Completes when a version after the given one may be visible (also one that another process wrote).</summary>
    Task WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken);

    /// <summary>
    /// Net change of each leaf series by events with a time of occurrence in [from, to) (Unix seconds), as known at <paramref name="version"/>.
    /// Used to cut a running hour at an instant; the span is at most a few hours.
    /// </summary>
    Task<IReadOnlyDictionary<int, long>> ReadEventSumsAsync(long fromSecond, long toSecond, long version, CancellationToken cancellationToken);

    /// <summary>What is known of every source that ever delivered or was refused, by source id. An immutable snapshot, replaced before
    /// <see cref="CommitAsync"/> completes and when another process's commit is noticed.</summary>
    IReadOnlyDictionary<string, SourceActivity> Activity { get; }

    /// <summary>Refusals by day, source, code and field, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RefusalTotal>> ReadRefusalsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>What each source sent, by minute of arrival, from a minute on (since 1970-01-01T00:00Z); at least of the last day, in no order.
    /// None where the engine keeps none.</summary>
    Task<IReadOnlyList<TrafficMinute>> ReadTrafficAsync(long fromMinute, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TrafficMinute>>([]);

    /// <summary>Records refusals of a request that was rejected whole (nothing else changes, no new version).</summary>
    Task RecordRefusalsAsync(IReadOnlyList<RefusalCount> refusals, CancellationToken cancellationToken);
}
