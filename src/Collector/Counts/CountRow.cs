namespace Tongbi.Collector.Counts;

/// <summary>
/// Counts of the hours or of the days of one year: sorted (place, count) pairs while few places have any, a flat row once that is smaller.
/// </summary>
internal sealed class CountRow
{
    private const int BytesOfPair = sizeof(ushort) + sizeof(int);
    private readonly int length;
    private ushort[]? keys; // null = dense: values holds every place of the year
    private CountArray values;
    private int count;

    /// <summary>No counts yet.</summary>
    /// <param name="length">Places in the year, at most 65,535.</param>
    public CountRow(int length)
        : this(length, new ushort[4], new CountArray(4), 0)
    {
    }

    private CountRow(int length, ushort[]? keys, CountArray values, int count)
    {
        this.length = length;
        this.keys = keys;
        this.values = values;
        this.count = count;
    }

    /// <summary>How many pairs, or places of the flat row.</summary>
    public int Count => keys is null ? length : count;

    /// <summary>Bytes of payload, for the memory report.</summary>
    public long Bytes => ((keys?.Length ?? 0) * 2L) + values.Bytes;

    /// <summary>Takes a full row, in the smaller of the two forms.</summary>
    /// <returns>Null where every place is 0.</returns>
    public static CountRow? Of(ReadOnlySpan<long> row)
    {
        int used = 0;
        foreach (long value in row)
        {
            used += value == 0 ? 0 : 1;
        }

        if (used == 0)
        {
            return null;
        }

        // Some room, so that the first change after a roll-up does not copy everything.
        int capacity = used + (used >> 4) + 2;
        CountRow made = DenseIsSmaller(capacity, row.Length)
            ? new(row.Length, null, new CountArray(row.Length), 0)
            : new(row.Length, new ushort[capacity], new CountArray(capacity), 0);
        for (int place = 0; place < row.Length; place++)
        {
            if (row[place] == 0)
            {
                continue;
            }

            if (made.keys is null)
            {
                made.values.Add(place, row[place]);
            }
            else
            {
                made.keys[made.count] = (ushort)place;
                made.values.Add(made.count++, row[place]);
            }
        }

        return made;
    }

    public void Add(int place, long delta)
    {
        if (keys is null)
        {
            values.Add(place, delta);
            return;
        }

        // Data mostly arrive in order of time, so the last place is tried before searching.
        int index = count > 0 && keys[count - 1] == place ? count - 1
            : count == 0 || keys[count - 1] < place ? ~count
            : Array.BinarySearch(keys, 0, count, (ushort)place);
        if (index >= 0)
        {
            values.Add(index, delta);
        }
        else if (count < keys.Length || Grow(count + 1))
        {
            index = ~index;
            Array.Copy(keys, index, keys, index + 1, count - index);
            keys[index] = (ushort)place;
            values.Insert(index, count, delta);
            count++;
        }
        else
        {
            values.Add(place, delta);
        }
    }

    /// <summary>Adds all of another row of the same year.</summary>
    public void Merge(CountRow other)
    {
        if (other.keys is null)
        {
            MakeDense();
            for (int place = 0; place < length; place++)
            {
                if (other.values[place] != 0)
                {
                    values.Add(place, other.values[place]);
                }
            }
        }
        else if (keys is null || other.count <= 4 + (count >> 3))
        {
            for (int i = 0; i < other.count; i++)
            {
                Add(other.keys[i], other.values[i]);
            }
        }
        else
        {
            MergePairs(other.keys, other);
        }
    }

    /// <summary>Sum over the places [from, to) of the year.</summary>
    public long Sum(int from, int to) => keys is null ? values.Sum(from, to) : values.Sum(IndexOf(from), IndexOf(to));

    /// <summary>Adds sign × the count of place from + i to every target[i].</summary>
    public void AddTo(int from, Span<long> target, int sign)
    {
        if (keys is null)
        {
            values.AddTo(from, target, sign);
            return;
        }

        int to = from + target.Length;
        for (int i = IndexOf(from); i < count && keys[i] < to; i++)
        {
            target[keys[i] - from] += sign * values[i];
        }
    }

    private static bool DenseIsSmaller(int pairs, int length) => pairs * BytesOfPair >= length * sizeof(int);

    // Index of the first pair at or after the place; only in the sparse form.
    private int IndexOf(int place)
    {
        if (count == 0 || place > keys![count - 1]) // not null: the callers looked
        {
            return count;
        }

        int index = Array.BinarySearch(keys, 0, count, (ushort)place);
        return index < 0 ? ~index : index;
    }

    // False when the pairs became a flat row instead.
    private bool Grow(int needed)
    {
        int capacity = needed + (needed >> 1) + 2;
        if (DenseIsSmaller(capacity, length))
        {
            MakeDense();
            return false;
        }

        Array.Resize(ref keys, capacity);
        values.Resize(capacity);
        return true;
    }

    private void MakeDense()
    {
        if (keys is null)
        {
            return;
        }

        CountArray row = new(length);
        for (int i = 0; i < count; i++)
        {
            row.Add(keys[i], values[i]);
        }

        values = row;
        keys = null;
        count = 0;
    }

    // Two sorted runs into one: cheaper than many insertions.
    private void MergePairs(ushort[] theirKeys, CountRow other)
    {
        ushort[] ourKeys = keys!; // not null: the caller looked
        int capacity = count + other.count;
        ushort[] merged = new ushort[capacity];
        CountArray sums = new(capacity);
        int ours = 0, theirs = 0, made = 0;
        while (ours < count || theirs < other.count)
        {
            int ourKey = ours < count ? ourKeys[ours] : int.MaxValue, theirKey = theirs < other.count ? theirKeys[theirs] : int.MaxValue;
            merged[made] = (ushort)Math.Min(ourKey, theirKey);
            sums.Add(made++, (ourKey <= theirKey ? values[ours] : 0) + (theirKey <= ourKey ? other.values[theirs] : 0));
            ours += ourKey <= theirKey ? 1 : 0;
            theirs += theirKey <= ourKey ? 1 : 0;
        }

        keys = merged;
        values = sums;
        count = made;
        if (DenseIsSmaller(made, length))
        {
            MakeDense();
        }
    }
}
