namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>The earliest time of occurrence in a delivery, by source. An array access for each event.</summary>
internal sealed class EarliestEvents(SeriesRegistry registry)
{
    /// <summary>Looks at events; their handles must be registered. Those that were refused do not count.</summary>
    /// <param name="events">Some events of a delivery.</param>
    /// <param name="first">Where the first of them stands in the delivery.</param>
    /// <param name="refused">Which were refused; null if none.</param>
    public void Observe(ReadOnlySpan<EventRecord> events, long first, SealedRecords? refused)
    {
        if (seconds.Length < registry.Count)
        {
            int known = seconds.Length;
            Array.Resize(ref seconds, Math.Max(registry.Count, known * 2));
            seconds.AsSpan(known).Fill(long.MaxValue);
        }

        for (int index = 0; index < events.Length; index++)
        {
            ref readonly EventRecord record = ref events[index];
            if (refused is not null && refused.HasEvent(first + index))
            {
                continue;
            }

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
