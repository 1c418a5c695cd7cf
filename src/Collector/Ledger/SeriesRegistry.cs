using System.Collections.Concurrent;

namespace Tongbi.Collector.Ledger;

/// <summary>
/// Gives every leaf series of this process a small number, its <b>handle</b>: 0, 1, 2, … in order of first use. Handles are never stored
/// and mean nothing outside the process; the ledger keeps its own numbers and translates. Grows with the catalogue, not with the data.
/// Thread-safe; reads take no lock.
/// </summary>
public sealed class SeriesRegistry
{
    /// <summary>How many series are known.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The series with this handle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such handle was given out.</exception>
    public SeriesKey this[int handle]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)handle, (uint)Count, nameof(handle));
            return Volatile.Read(ref keys)[handle];
        }
    }

    /// <summary>The handle of a series, given now if it had none.</summary>
    public int GetOrAdd(SeriesKey key)
    {
        if (handles.TryGetValue(key, out int handle))
        {
            return handle;
        }

        lock (handles)
        {
            if (handles.TryGetValue(key, out handle))
            {
                return handle;
            }

            handle = count;
            if (handle == keys.Length)
            {
                SeriesKey[] larger = new SeriesKey[keys.Length * 2];
                Array.Copy(keys, larger, keys.Length);
                Volatile.Write(ref keys, larger);
            }

            keys[handle] = key;
            Volatile.Write(ref count, handle + 1);
            handles[key] = handle;
            return handle;
        }
    }

    private readonly ConcurrentDictionary<SeriesKey, int> handles = new();
    private SeriesKey[] keys = new SeriesKey[256];
    private int count;
}
