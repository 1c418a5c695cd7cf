using System.Collections.Concurrent;
using NodaTime;
using Tongbi.Collector.Ledger;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>A ledger of which only the sources' activity is asked.</summary>
internal sealed class StagedLedger : ILedger
{
    public SeriesRegistry Series { get; } = new();

    public long Version { get; set; }

    public IReadOnlyDictionary<string, SourceActivity> Activity => activity;

    /// <summary>A source delivered successfully.</summary>
    public void Deliver(string source, Instant at) =>
        activity[source] = new SourceActivity(source, at, at, at, null, 1, 0);

    public Task<CommitOutcome> CommitAsync(Delivery delivery, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ChangeSet> ReadChangesAsync(long afterVersion, CancellationToken cancellationToken) => throw NotAsked();

    public Task WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken) => throw NotAsked();

    public Task<IReadOnlyDictionary<int, long>> ReadEventSumsAsync(long fromSecond, long toSecond, long version, CancellationToken cancellationToken) => throw NotAsked();

    public Task<IReadOnlyList<RefusalTotal>> ReadRefusalsAsync(int limit, CancellationToken cancellationToken) => throw NotAsked();

    public Task RecordRefusalsAsync(IReadOnlyList<RefusalCount> refusals, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException NotAsked() => new("Live push does not ask the ledger for this.");

    private readonly ConcurrentDictionary<string, SourceActivity> activity = new(StringComparer.Ordinal);
}
