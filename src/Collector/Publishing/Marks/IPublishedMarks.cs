namespace Tongbi.Collector.Publishing.Marks;

/// <summary>
/// What happens beside the counts and goes to a time-series store with them, e.g. the transitions of alerts: durable, in one order, with numbers that rise and are
/// never given twice. Whoever keeps them implements this; publishing knows nothing else of them. Thread-safe.
/// </summary>
public interface IPublishedMarks
{
    /// <summary>The measurement they stand in.</summary>
    string Measurement { get; }

    /// <summary>The highest number that was ever given; old marks may be gone by now.</summary>
    long LastNumber { get; }

    /// <summary>Those after a number, in order.</summary>
    IReadOnlyList<PublishedMark> After(long number, int limit);

    /// <summary>The one of this number; null if there is none.</summary>
    PublishedMark? Find(long number);

    /// <summary>How many come after a number.</summary>
    long CountAfter(long number);

    /// <summary>Waits until there may be one after a number.</summary>
    Task WaitAsync(long after, CancellationToken cancellationToken);
}
