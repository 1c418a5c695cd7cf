using System.Runtime.CompilerServices;
using NodaTime;
using Tongbi.Collector.Ledger;

namespace Tongbi.Testing.Ledger;

/// <summary>
/// A ledger in plain dictionaries with the semantics of <see cref="ILedger"/>: small and obviously right, nothing durable. A test may keep
/// it across "restarts" of what stands on it.
/// </summary>
public sealed class InMemoryLedger(TimeProvider time) : ILedger
{
    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, (EventRecord Record, long FirstRecorded, bool Moved)> events = [];
    private readonly Dictionary<(int Series, BucketGrain Grain, long Start), FigureRecord> figures = [];
    private readonly List<ChangeSet> log = [];
    private Dictionary<string, SourceActivity> activity = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SeriesRegistry Series { get; } = new();

    /// <summary>Whether reading the log fails, as it does when the disk is gone.</summary>
    public bool IsUnreadable { get; set; }

    public long Version
    {
        get
        {
            lock (gate)
            {
                return log.Count;
            }
        }
    }

    public IReadOnlyDictionary<string, SourceActivity> Activity => Volatile.Read(ref activity);

    public IReadOnlyList<ChangeSet> Log
    {
        get
        {
            lock (gate)
            {
                return [.. log];
            }
        }
    }

    public Task<CommitOutcome> CommitAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            long inserted = 0, revised = 0, withdrawn = 0, duplicate = 0, stale = 0;
            Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
            Dictionary<(int, BucketGrain, long), (long Delta, int Presence)> net = [];
            List<Correction> corrections = [];
            foreach (EventRecord record in delivery.Events.SelectMany(chunk => chunk.ToArray()))
            {
                bool known = events.TryGetValue(record.Key, out (EventRecord Record, long FirstRecorded, bool Moved) before);
                EventRecord old = before.Record;
                if (known && record.Revision <= old.Revision)
                {
                    (duplicate, stale) = record.Revision == old.Revision ? (duplicate + 1, stale) : (duplicate, stale + 1);
                    continue;
                }

                long firstRecorded = known ? before.FirstRecorded : now.ToUnixTimeSeconds();
                bool moved = known && (before.Moved || old.Series != record.Series);
                if (known && !old.Withdrawn)
                {
                    Move((old.Series, BucketGrain.Event, old.OccurredAt), -old.Quantity, -1);
                    corrections.Add(new Correction(old.OccurredAt, firstRecorded, old.Series, -1, before.Moved ? -1 : 0));
                }

                if (!record.Withdrawn)
                {
                    Move((record.Series, BucketGrain.Event, record.OccurredAt), record.Quantity, 1);
                    corrections.Add(new Correction(record.OccurredAt, firstRecorded, record.Series, 1, moved ? 1 : 0));
                }

                (inserted, revised, withdrawn) = record.Withdrawn ? (inserted, revised, withdrawn + 1) : known ? (inserted, revised + 1, withdrawn) : (inserted + 1, revised, withdrawn);
                events[record.Key] = (record, firstRecorded, moved);
            }

            foreach (FigureRecord record in delivery.Figures.SelectMany(chunk => chunk.ToArray()))
            {
                (int, BucketGrain, long) key = (record.Series, record.Grain, record.Start);
                bool known = figures.TryGetValue(key, out FigureRecord old);
                if (known && (record.Revision < old.Revision || record == old))
                {
                    (duplicate, stale) = record == old ? (duplicate + 1, stale) : (duplicate, stale + 1);
                    continue;
                }

                if (known && !old.Withdrawn)
                {
                    Move(key, -old.Count, -1);
                }

                if (!record.Withdrawn)
                {
                    Move(key, record.Count, 1);
                }

                (inserted, revised, withdrawn) = record.Withdrawn ? (inserted, revised, withdrawn + 1) : known ? (inserted, revised + 1, withdrawn) : (inserted + 1, revised, withdrawn);
                figures[key] = record;
            }

            Change[] changes =
            [
                .. net.Where(bucket => bucket.Value != default)
                    .Select(bucket => new Change(bucket.Key.Item3, bucket.Value.Delta, bucket.Key.Item1, bucket.Value.Presence, bucket.Key.Item2))
                    .OrderBy(change => change.Series).ThenBy(change => change.Grain).ThenBy(change => change.Start),
            ];
            Heard[] heard =
            [
                .. delivery.Shares.Where(share => share.Accepted > 0 || share.Rejected == 0).Select(share => share.Source).Distinct()
                    .Where(source => activity.GetValueOrDefault(source) is { FirstEventAt: not null } old && (old.LastSuccessAt is not { } last || HourOf(now) > HourOf(last)))
                    .Select(source => new Heard(source, now)),
            ];
            Note(delivery, now);
            if (inserted + revised + withdrawn > 0 || heard.Length > 0)
            {
                Append(new ChangeSet(log.Count + 1, now, changes) { Actor = delivery.Actor, Heard = heard, Corrections = Merged(corrections, now) });
            }

            return Task.FromResult(new CommitOutcome(inserted, revised, withdrawn, duplicate, stale, log.Count));

            void Move((int, BucketGrain, long) bucket, long delta, int presence)
            {
                (long Delta, int Presence) sum = net.GetValueOrDefault(bucket);
                net[bucket] = (sum.Delta + delta, sum.Presence + presence);
            }
        }
    }

    /// <summary>Puts a ready change set at the end of the log, for benchmarks and log-level tests.</summary>
    public void Append(ChangeSet set)
    {
        lock (gate)
        {
            log.Add(set);
            Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    // Those that say nothing are not kept: they came to nothing, or are of records first recorded now that were not moved.
    private static Correction[] Merged(IEnumerable<Correction> corrections, Instant now) =>
    [
        .. corrections.Where(correction => correction.Moved != 0 || correction.FirstRecorded != now.ToUnixTimeSeconds())
            .GroupBy(correction => (correction.Series, correction.Start, correction.FirstRecorded))
            .Select(group => new Correction(group.Key.Start, group.Key.FirstRecorded, group.Key.Series, group.Sum(each => each.Records), group.Sum(each => each.Moved)))
            .Where(correction => correction.Records != 0 || correction.Moved != 0),
    ];

    public async IAsyncEnumerable<ChangeSet> ReadChangesAsync(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (IsUnreadable)
        {
            throw new LedgerUnavailableException("The log cannot be read.");
        }

        long end = Version;
        for (long version = afterVersion; version < end; version++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ChangeSet set;
            lock (gate)
            {
                set = log[(int)version];
            }

            yield return set;
        }

        await Task.CompletedTask;
    }

    public async Task WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next = Volatile.Read(ref changed).Task;
            if (Version > afterVersion)
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    public Task<IReadOnlyDictionary<int, long>> ReadEventSumsAsync(long fromSecond, long toSecond, long version, CancellationToken cancellationToken)
    {
        Dictionary<int, long> sums = Log.Where(set => set.Version <= version)
            .SelectMany(set => set.Changes)
            .Where(change => change.Grain == BucketGrain.Event && change.Start >= fromSecond && change.Start < toSecond)
            .GroupBy(change => change.Series)
            .ToDictionary(series => series.Key, series => series.Sum(change => change.Delta));
        return Task.FromResult<IReadOnlyDictionary<int, long>>(sums);
    }

    public Task<IReadOnlyList<RefusalTotal>> ReadRefusalsAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RefusalTotal>>([]);

    public Task RecordRefusalsAsync(IReadOnlyList<RefusalCount> refusals, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static long HourOf(Instant instant) => instant.ToUnixTimeSeconds() / 3600;

    private void Note(Delivery delivery, Instant now)
    {
        Dictionary<string, SourceActivity> next = new(activity);
        foreach (SourceShare share in delivery.Shares)
        {
            SourceActivity old = next.GetValueOrDefault(share.Source) ?? new SourceActivity(share.Source, null, null, null, null, 0, 0);
            next[share.Source] = old with { LastSuccessAt = share.Accepted > 0 || share.Rejected == 0 ? now : old.LastSuccessAt, Accepted = old.Accepted + share.Accepted };
        }

        foreach (EventRecord record in delivery.Events.SelectMany(chunk => chunk.ToArray()))
        {
            string source = Series[record.Series].Source;
            if (next.TryGetValue(source, out SourceActivity? old))
            {
                Instant occurred = Instant.FromUnixTimeSeconds(record.OccurredAt);
                next[source] = old with { FirstEventAt = old.FirstEventAt is { } first && first < occurred ? first : occurred };
            }
        }

        Volatile.Write(ref activity, next);
    }
}
