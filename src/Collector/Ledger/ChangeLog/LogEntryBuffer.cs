namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>Gathers the entries of one block in any order; holds at most <see cref="Capacity"/>, however large the delivery.</summary>
internal sealed class LogEntryBuffer(int capacity)
{
    /// <summary>Most entries that one block can have.</summary>
    public int Capacity => capacity;

    /// <summary>Whether another entry may not fit: <see cref="Merge"/>, and if that does not help enough, write the block.</summary>
    public bool IsFull => count == capacity;

    /// <summary>Adds an entry; there must be room.</summary>
    public void Add(LogEntry entry)
    {
        if (count == entries.Length)
        {
            Array.Resize(ref entries, Math.Min(capacity, entries.Length * 2));
        }

        entries[count++] = entry;
    }

    /// <summary>Sorts, adds up what is of the same bucket and drops what came to nothing. The span is valid until the next call.</summary>
    public ReadOnlySpan<LogEntry> Merge()
    {
        Span<LogEntry> all = entries.AsSpan(0, count);
        all.Sort();
        int kept = 0;
        for (int next = 0; next < all.Length;)
        {
            LogEntry sum = all[next++];
            while (next < all.Length && all[next].IsSameBucket(sum))
            {
                sum = sum.Plus(all[next++]);
            }

            if (!sum.IsNothing)
            {
                all[kept++] = sum;
            }
        }

        count = kept;
        return all[..kept];
    }

    /// <summary>Forgets all entries, and the memory of an unusually large block.</summary>
    public void Clear()
    {
        count = 0;
        if (entries.Length > KeptEntries)
        {
            entries = new LogEntry[InitialEntries];
        }
    }

    private const int InitialEntries = 256;
    private const int KeptEntries = 65_536;
    private LogEntry[] entries = new LogEntry[Math.Min(InitialEntries, capacity)];
    private int count;
}
