using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tongbi.Collector.Counts;

/// <summary>
/// A row of counts that takes four bytes each until one does not fit, and then eight. The default value is an empty row.
/// Mutable: keep it in a field that is not read-only.
/// </summary>
internal struct CountArray
{
    private int[]? narrow;
    private long[]? wide;

    public CountArray(int length) => narrow = new int[length];

    public readonly int Length => narrow?.Length ?? wide?.Length ?? 0;

    /// <summary>Bytes of payload, for the memory report.</summary>
    public readonly long Bytes => narrow is not null ? narrow.Length * 4L : (wide?.Length ?? 0) * 8L;

    public readonly long this[int index] => narrow is not null ? narrow[index] : wide![index]; // not null: an empty row has no index

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int index, long delta)
    {
        if (narrow is not null)
        {
            long sum = narrow[index] + delta;
            if (sum == (int)sum)
            {
                narrow[index] = (int)sum;
                return;
            }

            Widen();
        }

        wide![index] += delta; // not null: just widened, or wide before
    }

    /// <summary>Sum over [from, to).</summary>
    public readonly long Sum(int from, int to)
    {
        if (from >= to)
        {
            return 0;
        }

        return narrow is not null ? Sum(narrow.AsSpan(from, to - from)) : Sum(wide.AsSpan(from, to - from));
    }

    /// <summary>Adds sign × this[from + i] to every target[i].</summary>
    public readonly void AddTo(int from, Span<long> target, int sign)
    {
        if (narrow is not null)
        {
            ReadOnlySpan<int> source = narrow.AsSpan(from, target.Length);
            for (int i = 0; i < source.Length; i++)
            {
                target[i] += sign * (long)source[i];
            }
        }
        else if (wide is not null)
        {
            ReadOnlySpan<long> source = wide.AsSpan(from, target.Length);
            for (int i = 0; i < source.Length; i++)
            {
                target[i] += sign * source[i];
            }
        }
    }

    /// <summary>Puts a value at an index and moves the <paramref name="count"/> − index values after it up; there must be room.</summary>
    public void Insert(int index, int count, long value)
    {
        if (narrow is not null && value == (int)value)
        {
            narrow.AsSpan(index, count - index).CopyTo(narrow.AsSpan(index + 1));
            narrow[index] = (int)value;
            return;
        }

        Widen();
        Span<long> all = wide;
        all[index..count].CopyTo(all[(index + 1)..]);
        all[index] = value;
    }

    /// <summary>Takes the value at an index out and moves the ones after it down.</summary>
    public readonly void RemoveAt(int index, int count)
    {
        if (narrow is not null)
        {
            narrow.AsSpan(index + 1, count - index - 1).CopyTo(narrow.AsSpan(index));
        }
        else
        {
            wide.AsSpan(index + 1, count - index - 1).CopyTo(wide.AsSpan(index));
        }
    }

    public void Resize(int length)
    {
        if (wide is not null)
        {
            Array.Resize(ref wide, length);
        }
        else
        {
            Array.Resize(ref narrow, length);
        }
    }

    public readonly CountArray Clone() => new() { narrow = (int[]?)narrow?.Clone(), wide = (long[]?)wide?.Clone() };

    private static long Sum(ReadOnlySpan<int> values)
    {
        long sum = 0;
        int i = 0;
        if (Vector.IsHardwareAccelerated && values.Length >= Vector<int>.Count)
        {
            // Widened before adding: a year of ints may exceed an int.
            Vector<long> low = Vector<long>.Zero, high = Vector<long>.Zero;
            for (; i <= values.Length - Vector<int>.Count; i += Vector<int>.Count)
            {
                Vector.Widen(new Vector<int>(values[i..]), out Vector<long> l, out Vector<long> h);
                low += l;
                high += h;
            }

            sum = Vector.Sum(low + high);
        }

        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        long sum = 0;
        foreach (long value in values)
        {
            sum += value;
        }

        return sum;
    }

    private void Widen()
    {
        if (wide is not null)
        {
            return;
        }

        int[] old = narrow ?? [];
        wide = new long[old.Length];
        for (int i = 0; i < old.Length; i++)
        {
            wide[i] = old[i];
        }

        narrow = null;
    }
}
