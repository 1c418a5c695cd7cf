namespace Tongbi.Collector.Publishing.Influx.Reading;

/// <summary>What a store holds of the series that were asked for: the points that are there, by hour index or day number.</summary>
public sealed class StoredBuckets(IReadOnlyDictionary<StoredSeries, IReadOnlyDictionary<int, long>> series)
{
    /// <summary>The point of a bucket; null where there is none.</summary>
    /// <exception cref="StoreUnreadableException">The series was not asked for: the catalogue changed meanwhile.</exception>
    public long? Find(StoredSeries one, int bucket) =>
        series.TryGetValue(one, out IReadOnlyDictionary<int, long>? points)
            ? points.TryGetValue(bucket, out long value) ? value : null
            : throw new StoreUnreadableException("store_behind", "The catalogue changed while the store was read; ask again in a moment.");
}
