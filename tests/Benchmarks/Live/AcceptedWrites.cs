using System.Diagnostics;

namespace Tongbi.Benchmarks.Live;

/// <summary>When each version was acknowledged to its writer. Thread-safe.</summary>
internal sealed class AcceptedWrites
{
    private readonly SortedDictionary<long, long> acceptedAt = [];

    public void Add(long version)
    {
        long now = Stopwatch.GetTimestamp();
        lock (acceptedAt)
        {
            // Deliveries that were committed together share a version: the first answer counts.
            acceptedAt.TryAdd(version, now);
        }
    }

    /// <summary>Times of acknowledgement of the versions after one and up to another.</summary>
    public IReadOnlyList<long> Between(long after, long upTo)
    {
        lock (acceptedAt)
        {
            return [.. acceptedAt.Where(entry => entry.Key > after && entry.Key <= upTo).Select(entry => entry.Value)];
        }
    }

    public async Task SeenByAllAsync(IReadOnlyList<RawScreen> screens, TimeSpan limit)
    {
        long last;
        lock (acceptedAt)
        {
            last = acceptedAt.Count == 0 ? 0 : acceptedAt.Keys.Last();
        }

        long begun = Stopwatch.GetTimestamp();
        while (screens.Any(screen => screen.Version < last))
        {
            if (Stopwatch.GetElapsedTime(begun) > limit)
            {
                throw new TimeoutException($"{screens.Count(screen => screen.Version < last)} screens did not reach version {last}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
