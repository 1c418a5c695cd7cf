using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>Receives the buckets of leaf series that changes may have moved; the same ones may come several times.</summary>
internal interface IReachVisitor
{
    /// <summary>A statistical day of a leaf series.</summary>
    void Day(int handle, int day, DayMarks marks);

    /// <summary>A month or year figure of a leaf series.</summary>
    void Coarse(int handle, BucketGrain grain, int start);

    /// <summary>A figure came or went: what is known of its source and metric on the days [fromDay, toDay) may be other than before, in every series of theirs.</summary>
    void Knowledge(int handle, int fromDay, int toDay, bool less);
}
