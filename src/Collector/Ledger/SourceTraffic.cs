namespace Tongbi.Collector.Ledger;

/// <summary>What a source sent in some span of time and what became of it. Adds up over time. Not thread-safe.</summary>
public sealed class SourceTraffic
{
    /// <summary>Records in all, good and refused.</summary>
    public long Received => Inserted + Revised + Withdrawn + Duplicate + Stale + Rejected;

    /// <summary>Seen for the first time.</summary>
    public long Inserted { get; internal set; }

    /// <summary>Replaced an earlier record or figure.</summary>
    public long Revised { get; internal set; }

    /// <summary>Taken out of the counts.</summary>
    public long Withdrawn { get; internal set; }

    /// <summary>Known already.</summary>
    public long Duplicate { get; internal set; }

    /// <summary>Older than what was known.</summary>
    public long Stale { get; internal set; }

    /// <summary>Refused.</summary>
    public long Rejected { get; internal set; }

    /// <summary>New events that had not yet occurred by this machine's clock when they arrived.</summary>
    public long Future { get; internal set; }

    /// <summary>How far the furthest of these was ahead, in seconds.</summary>
    public long MostAhead { get; internal set; }

    /// <summary>How long after their occurrence the new events arrived.</summary>
    public LagHistogram Lags { get; internal init; } = new();

    /// <summary>Adds another span's.</summary>
    public void Add(SourceTraffic other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Inserted += other.Inserted;
        Revised += other.Revised;
        Withdrawn += other.Withdrawn;
        Duplicate += other.Duplicate;
        Stale += other.Stale;
        Rejected += other.Rejected;
        Future += other.Future;
        MostAhead = Math.Max(MostAhead, other.MostAhead);
        Lags.Add(other.Lags);
    }

    /// <summary>Counts a good record.</summary>
    internal void Count(RecordFate fate)
    {
        switch (fate)
        {
            case RecordFate.Inserted:
                Inserted++;
                break;
            case RecordFate.Revised:
                Revised++;
                break;
            case RecordFate.Withdrawn:
                Withdrawn++;
                break;
            case RecordFate.Duplicate:
                Duplicate++;
                break;
            default:
                Stale++;
                break;
        }
    }

    /// <summary>Notes when a new event arrived.</summary>
    /// <param name="lag">Seconds from its occurrence to its arrival.</param>
    internal void CountArrival(long lag)
    {
        Lags.Add(lag);
        if (lag < 0)
        {
            Future++;
            MostAhead = Math.Max(MostAhead, -lag);
        }
    }
}
