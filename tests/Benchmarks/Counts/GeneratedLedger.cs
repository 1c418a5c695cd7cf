using System.Runtime.CompilerServices;
using NodaTime;
using Tongbi.Collector.Ledger;

namespace Tongbi.Benchmarks.Counts;

/// <summary>A change log that is made up while it is read, so that only the cube takes memory. The same seed makes the same log.</summary>
internal sealed class GeneratedLedger(SeriesRegistry series, Instant from, int hours, int entries, int entriesOfSet) : ILedger
{
    private readonly List<ChangeSet> appended = [];

    public SeriesRegistry Series { get; } = series;

    public long Version => Sets + appended.Count;

    public IReadOnlyDictionary<string, SourceActivity> Activity { get; } = new Dictionary<string, SourceActivity>();

    private int Sets => entries / entriesOfSet;

    /// <summary>The change set of a version: events at random moments of a span, or of the whole time where none is given.</summary>
    public ChangeSet Make(long version, int count, (int From, int Hours)? span = null)
    {
        Random numbers = new((int)version);
        (int first, int length) = span ?? ((int)((version - 1) * hours / Sets), Math.Max(1, hours / Sets));
        Change[] changes = new Change[count];
        for (int i = 0; i < count; i++)
        {
            long second = from.ToUnixTimeSeconds() + ((first + numbers.Next(length)) * 3600L) + numbers.Next(3600);
            changes[i] = new Change(second, 1, numbers.Next(Series.Count), 1, BucketGrain.Event);
        }

        // As the ledger packs them.
        Array.Sort(changes, (a, b) => a.Series != b.Series ? a.Series.CompareTo(b.Series) : a.Start.CompareTo(b.Start));
        return new ChangeSet(version, from + Duration.FromHours(first + length), changes);
    }

    public ChangeSet MakeNext(int count) => Make(Version + 1, count, (0, hours));

    public void Append(ChangeSet set) => appended.Add(set);

    public async IAsyncEnumerable<ChangeSet> ReadChangesAsync(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long version = afterVersion + 1; version <= Version; version++)
        {
            yield return version <= Sets ? Make(version, entriesOfSet) : appended[(int)(version - Sets - 1)];
        }

        await Task.CompletedTask;
    }

    public Task WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public Task<CommitOutcome> CommitAsync(Delivery delivery, CancellationToken cancellationToken) => throw new NotSupportedException("Only a log to read.");

    public Task<IReadOnlyDictionary<int, long>> ReadEventSumsAsync(long fromSecond, long toSecond, long version, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<int, long>>(new Dictionary<int, long>());

    public Task<IReadOnlyList<RefusalTotal>> ReadRefusalsAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RefusalTotal>>([]);

    public Task RecordRefusalsAsync(IReadOnlyList<RefusalCount> refusals, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
