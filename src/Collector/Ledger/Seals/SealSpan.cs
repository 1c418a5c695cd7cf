namespace Tongbi.Collector.Ledger.Seals;

/// <summary>
/// A statistical month in every unit of time that the ledger stores, so that it can judge a record without a calendar. Ends are exclusive.
/// It is kept with the act: a later change of the catalogue's calendar does not move what was sealed.
/// </summary>
/// <param name="Month">Month number: year × 12 + month − 1.</param>
/// <param name="FromDay">First day number.</param>
/// <param name="ToDay">Day number after the last.</param>
/// <param name="FromHour">First hour index.</param>
/// <param name="ToHour">Hour index after the last.</param>
/// <param name="FromSecond">First Unix second.</param>
/// <param name="ToSecond">Unix second after the last.</param>
public sealed record SealSpan(int Month, int FromDay, int ToDay, int FromHour, int ToHour, long FromSecond, long ToSecond)
{
    /// <summary>Whether a bucket overlaps the month. A year overlaps each of its months: where it stands, it sets their figures aside.</summary>
    public bool Overlaps(BucketGrain grain, long start) => grain switch
    {
        BucketGrain.Event => start >= FromSecond && start < ToSecond,
        BucketGrain.Hour => start >= FromHour && start < ToHour,
        BucketGrain.Day => start >= FromDay && start < ToDay,
        BucketGrain.Month => start == Month,
        _ => start == Month / 12,
    };
}
