namespace Tongbi.Collector.Counts;

/// <summary>
/// Buckets of one grain in order of time, each with a count and a presence (how many figures stand there). A bucket whose count and presence
/// are both 0 is not kept. Sorted arrays: small, quick to search and to copy, quick to append to.
/// </summary>
internal sealed class BucketMap
{
    private int[] keys;
    private int[] presences;
    private CountArray values;

    public BucketMap()
        : this(4)
    {
    }

    private BucketMap(int capacity)
    {
        keys = new int[capacity];
        presences = new int[capacity];
        values = new CountArray(capacity);
    }

    public int Count { get; private set; }

    public int KeyAt(int index) => keys[index];

    public long ValueAt(int index) => values[index];

    public int PresenceAt(int index) => presences[index];

    public void Add(int key, long delta, int presence)
    {
        int index = Count > 0 && keys[Count - 1] < key ? ~Count : Array.BinarySearch(keys, 0, Count, key);
        if (index < 0)
        {
            if (delta != 0 || presence != 0)
            {
                Insert(~index, key, delta, presence);
            }

            return;
        }

        values.Add(index, delta);
        presences[index] += presence;
        if (presences[index] == 0 && values[index] == 0)
        {
            Array.Copy(keys, index + 1, keys, index, Count - index - 1);
            Array.Copy(presences, index + 1, presences, index, Count - index - 1);
            values.RemoveAt(index, Count);
            Count--;
        }
    }

    /// <summary>Index of the bucket, or negative.</summary>
    public int Find(int key) => Count == 0 ? -1 : Array.BinarySearch(keys, 0, Count, key);

    public bool Has(int key) => Find(key) >= 0;

    /// <summary>Index of the first bucket at or after the key.</summary>
    public int IndexOf(int key)
    {
        int index = Count == 0 ? -1 : Array.BinarySearch(keys, 0, Count, key);
        return index < 0 ? ~index : index;
    }

    /// <summary>How many buckets lie in [from, to).</summary>
    public int CountIn(int from, int to) => Count == 0 || from >= to ? 0 : IndexOf(to) - IndexOf(from);

    public BucketMap Clone() => new(0)
    {
        keys = (int[])keys.Clone(),
        presences = (int[])presences.Clone(),
        values = values.Clone(),
        Count = Count,
    };

    private void Insert(int index, int key, long value, int presence)
    {
        if (Count == keys.Length)
        {
            int capacity = Count + (Count >> 1) + 4;
            Array.Resize(ref keys, capacity);
            Array.Resize(ref presences, capacity);
            values.Resize(capacity);
        }

        Array.Copy(keys, index, keys, index + 1, Count - index);
        Array.Copy(presences, index, presences, index + 1, Count - index);
        keys[index] = key;
        presences[index] = presence;
        values.Insert(index, Count, value);
        Count++;
    }
}
