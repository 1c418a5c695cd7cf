namespace Tongbi.Collector.Counts;

/// <summary>
/// The hour counts of one year of one node: sorted (hour of the year, count) pairs while few hours have any, a flat row once that is smaller.
/// </summary>
internal sealed class HourCounts
{
    private const int BytesOfPair = sizeof(ushort) + sizeof(int);
    private ushort[]? keys; // null = dense: values holds every hour of the year
    private CountArray values;
    private int count;
    private readonly int length;

    /// <summary>No counts yet.</summary>
    /// <param name="length">Hours in the year, at most 65,535.</param>
    public HourCounts(int length)
    {
        this.length = length;
        keys = new ushort[4];
        values = new CountArray(4);
    }

    private HourCounts(int length, int capacity, bool dense)
    {
        this.length = length;
        keys = dense ? null : new ushort[capacity];
        values = new CountArray(capacity);
    }

    public bool IsDense => keys is null;

    /// <summary>Bytes of payload, for the memory report.</summary>
    public long Bytes => ((keys?.Length ?? 0) * 2L) + values.Bytes;

    /// <summary>Takes a full row, in the smaller of the two forms.</summary>
    /// <returns>Null where every hour is 0.</returns>
    public static HourCounts? Of(ReadOnlySpan<long> row)
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

        bool dense = DenseIsSmaller(used, row.Length);
        HourCounts made = new(row.Length, dense ? row.Length : used, dense);
        for (int hour = 0; hour < row.Length; hour++)
        {
            if (row[hour] == 0)
            {
                continue;
            }

            if (made.keys is null)
            {
                made.values.Add(hour, row[hour]);
            }
            else
            {
                made.keys[made.count] = (ushort)hour;
                made.values.Add(made.count++, row[hour]);
            }
        }

        return made;
    }

    public void Add(int hour, long delta)
    {
        if (keys is null)
        {
            values.Add(hour, delta);
            return;
        }

        // Data mostly arrive in order of time, so the last place is tried before searching.
        int index = count > 0 && keys[count - 1] == hour ? count - 1
            : count == 0 || keys[count - 1] < hour ? ~count
            : Array.BinarySearch(keys, 0, count, (ushort)hour);
        if (index >= 0)
        {
            values.Add(index, delta);
        }
        else if (count < keys.Length || Grow())
        {
            index = ~index;
            Array.Copy(keys, index, keys, index + 1, count - index);
            keys[index] = (ushort)hour;
            values.Insert(index, count, delta);
            count++;
        }
        else
        {
            values.Add(hour, delta);
        }
    }

    /// <summary>Sum over hours [from, to) of the year.</summary>
    public long Sum(int from, int to) => keys is null ? values.Sum(from, to) : values.Sum(IndexOf(from), IndexOf(to));

    /// <summary>Adds sign × the count of hour from + i to every target[i].</summary>
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

    public HourCounts Clone()
    {
        HourCounts made = new(length, 0, dense: true) { keys = (ushort[]?)keys?.Clone(), values = values.Clone(), count = count };
        return made;
    }

    private static bool DenseIsSmaller(int pairs, int length) => pairs * BytesOfPair >= length * sizeof(int);

    // Index of the first pair at or after the hour.
    private int IndexOf(int hour)
    {
        if (count == 0 || hour > keys![count - 1]) // not null: only called in the sparse form
        {
            return count;
        }

        int index = Array.BinarySearch(keys, 0, count, (ushort)hour);
        return index < 0 ? ~index : index;
    }

    // False when the pairs became a flat row instead.
    private bool Grow()
    {
        int capacity = count + (count >> 1) + 2;
        if (!DenseIsSmaller(capacity, length))
        {
            Array.Resize(ref keys, capacity);
            values.Resize(capacity);
            return true;
        }

        CountArray row = new(length);
        for (int i = 0; i < count; i++)
        {
            row.Add(keys![i], values[i]); // not null: still sparse here
        }

        values = row;
        keys = null;
        count = 0;
        return false;
    }
}
