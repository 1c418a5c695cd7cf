using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>A ledger that keeps what was delivered, as it was delivered.</summary>
internal sealed class RecordingLedger : ILedger
{
    /// <summary>Events of all deliveries in order.</summary>
    public List<EventRecord> Events { get; } = [];

    /// <summary>Figures of all deliveries in order.</summary>
    public List<FigureRecord> Figures { get; } = [];

    /// <summary>The deliveries; their records are read already.</summary>
    public List<Delivery> Deliveries { get; } = [];

    /// <summary>Refusals of requests that were rejected whole.</summary>
    public List<RefusalCount> WholeRefusals { get; } = [];

    /// <summary>Whether records are only counted, not kept: for bodies larger than memory.</summary>
    public bool OnlyCounts { get; init; }

    /// <summary>Number of events, kept or not.</summary>
    public long EventCount { get; private set; }

    /// <summary>Thrown by the next commits instead of committing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What the commits say is locked; null if nothing.</summary>
    public SealedRecords? Locked { get; init; }

    /// <summary>What a commit waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Completes when a commit was begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SeriesRegistry Series { get; } = new();

    public long Version { get; private set; }

    public IReadOnlyDictionary<string, SourceActivity> Activity { get; } = new Dictionary<string, SourceActivity>();

    public async Task<CommitOutcome> CommitAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        Begun.TrySetResult();
        await Gate.WaitAsync(cancellationToken);
        if (Failure is not null)
        {
            throw Failure;
        }

        long inserted = 0;
        foreach (ReadOnlyMemory<EventRecord> chunk in delivery.Events)
        {
            inserted += chunk.Length;
            if (!OnlyCounts)
            {
                Events.AddRange(chunk.Span);
            }
        }

        EventCount += inserted;
        foreach (ReadOnlyMemory<FigureRecord> chunk in delivery.Figures)
        {
            inserted += chunk.Length;
            Figures.AddRange(chunk.Span);
        }

        Deliveries.Add(delivery);
        return new CommitOutcome(inserted, 0, 0, 0, 0, ++Version) { Sealed = Locked };
    }

    public Task RecordRefusalsAsync(IReadOnlyList<RefusalCount> refusals, CancellationToken cancellationToken)
    {
        WholeRefusals.AddRange(refusals);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<ChangeSet> ReadChangesAsync(long afterVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<int, long>> ReadEventSumsAsync(long fromSecond, long toSecond, long version, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<RefusalTotal>> ReadRefusalsAsync(int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
