using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>All buckets of a data set; two are equal when all their buckets are. Empty buckets do not exist.</summary>
public sealed class LedgerState : IEquatable<LedgerState>
{
    /// <summary>The sum of the change log up to a version.</summary>
    public static async Task<LedgerState> ReadAsync(ILedger ledger, long upTo = long.MaxValue)
    {
        LedgerState state = new();
        long expected = 1;
        await foreach (ChangeSet set in ledger.ReadChangesAsync(0, TestContext.Current.CancellationToken))
        {
            Assert.Equal(expected++, set.Version);
            if (set.Version > upTo)
            {
                continue;
            }

            foreach (Change change in set.Changes)
            {
                state.Add(ledger.Series[change.Series], change.Grain, change.Start, change.Delta, change.Presence);
            }
        }

        return state;
    }

    /// <summary>Adds to a bucket.</summary>
    public void Add(SeriesKey series, BucketGrain grain, long start, long count, long presence)
    {
        BucketState before = buckets.GetValueOrDefault((series, grain, start));
        BucketState after = new(before.Count + count, before.Presence + presence);
        if (after == default)
        {
            buckets.Remove((series, grain, start));
        }
        else
        {
            buckets[(series, grain, start)] = after;
        }
    }

    /// <summary>One bucket.</summary>
    public BucketState this[SeriesKey series, BucketGrain grain, long start] => buckets.GetValueOrDefault((series, grain, start));

    /// <summary>Sum over all buckets.</summary>
    public long Total => buckets.Values.Sum(bucket => bucket.Count);

    /// <summary>How many buckets are not empty.</summary>
    public int BucketCount => buckets.Count;

    public bool Equals(LedgerState? other) =>
        other is not null && buckets.Count == other.buckets.Count && buckets.All(bucket => other.buckets.GetValueOrDefault(bucket.Key) == bucket.Value);

    public override bool Equals(object? obj) => Equals(obj as LedgerState);

    public override int GetHashCode() => buckets.Count;

    public override string ToString() =>
        string.Join("; ", buckets.OrderBy(bucket => bucket.Key.ToString(), StringComparer.Ordinal).Select(bucket => $"{bucket.Key.Item1.Category}/{bucket.Key.Item2}/{bucket.Key.Item3}={bucket.Value.Count}({bucket.Value.Presence})"));

    private readonly Dictionary<(SeriesKey, BucketGrain, long), BucketState> buckets = [];
}
