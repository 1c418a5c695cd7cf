using System.Buffers.Binary;
using System.Numerics;

namespace Tongbi.Collector.Ledger;

/// <summary>
/// How long after their occurrence events arrived, in buckets that grow by the square root of two: a median from it is right to within a
/// fifth, and histograms of any times and places add up. Not thread-safe.
/// </summary>
public sealed class LagHistogram
{
    /// <summary>Buckets: below one second, then up to 34 days, then beyond.</summary>
    private const int Buckets = 44;

    private readonly long[] counts = new long[Buckets];

    /// <summary>Events in it.</summary>
    public long Count { get; private set; }

    /// <summary>Seconds between occurrence and arrival of the middle event; null if there is none. 34 days stands for anything longer.</summary>
    public long? Median
    {
        get
        {
            long below = 0;
            for (int bucket = 0; bucket < Buckets; bucket++)
            {
                below += counts[bucket];
                if (below * 2 >= Count && below > 0)
                {
                    return bucket == 0 ? 0 : (long)Math.Round(Math.Pow(2, ((bucket - 1) / 2.0) + 0.25));
                }
            }

            return null;
        }
    }

    /// <summary>Adds an event; one that arrived before it occurred counts as arrived at once.</summary>
    public void Add(long seconds)
    {
        counts[BucketOf(seconds)]++;
        Count++;
    }

    /// <summary>Adds another's events.</summary>
    public void Add(LagHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            counts[bucket] += other.counts[bucket];
        }

        Count += other.Count;
    }

    /// <summary>As bytes: a little-endian 32-bit count for each bucket; nothing at all if it is empty.</summary>
    internal byte[] ToBytes()
    {
        if (Count == 0)
        {
            return [];
        }

        byte[] bytes = new byte[Buckets * sizeof(uint)];
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bucket * sizeof(uint)), (uint)Math.Min(counts[bucket], uint.MaxValue));
        }

        return bytes;
    }

    /// <summary>Reads <see cref="ToBytes"/>; buckets that are not there are empty.</summary>
    internal static LagHistogram Of(ReadOnlySpan<byte> bytes)
    {
        LagHistogram made = new();
        for (int bucket = 0; bucket < Math.Min(Buckets, bytes.Length / sizeof(uint)); bucket++)
        {
            made.counts[bucket] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(bucket * sizeof(uint))..]);
            made.Count += made.counts[bucket];
        }

        return made;
    }

    /// <summary>Bucket 1 + 2n begins at 2ⁿ seconds, the next at √2 times that.</summary>
    private static int BucketOf(long seconds)
    {
        if (seconds < 1)
        {
            return 0;
        }

        int power = BitOperations.Log2((ulong)seconds);
        if (power >= (Buckets - 1) / 2)
        {
            return Buckets - 1;
        }

        bool isUpper = seconds * seconds >= 2L << (2 * power);
        return 1 + (2 * power) + (isUpper ? 1 : 0);
    }
}
