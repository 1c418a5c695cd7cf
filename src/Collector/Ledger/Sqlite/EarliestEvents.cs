namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>The earliest time of occurrence in a delivery, by source. An array access for each event.</summary>
internal sealed class EarliestEvents(SeriesRegistry registry)
{
    /// <summary>Looks at events; their handles must be registered.</summary>
    public void Observe(ReadOnlySpan<EventRecord> events)
    {
        if (seconds.Length < registry.Count)
        {
            int known = seconds.Length;
            Array.Resize(ref seconds, Math.Max(registry.Count, known * 2));
            seconds.AsSpan(known).Fill(long.MaxValue);
        }

        foreach (ref readonly EventRecord record in events)
        {
            ref long earliest = ref seconds[record.Series];
            if (record.OccurredAt < earliest)
            {
                if (earliest == long.MaxValue)
                {
                    seen.Add(record.Series);
                }

                earliest = record.OccurredAt;
            }
        }
    }

    /// <summary>Hands over the earliest second of each series seen, and forgets them.</summary>
    public void MoveTo(ActivityTable activity)
    {
        foreach (int handle in seen)
        {
            activity.AddEvent(registry[handle].Source, seconds[handle]);
        }

        Clear();
    }

    /// <summary>Forgets what was seen.</summary>
    public void Clear()
    {
        foreach (int handle in seen)
        {
            seconds[handle] = long.MaxValue;
        }

        seen.Clear();
    }

    private readonly List<int> seen = [];
    private long[] seconds = [];
}
