namespace Tongbi.Collector.Counts;

/// <summary>How many records of a figure are not as they would be had they been told rightly and in time.</summary>
/// <param name="LateEntries">补录: first recorded later than the end of their statistical day and the time that their source may be late. What occurred before the source's first delivery is history, not late.</param>
/// <param name="Reclassified">改判: moved by a revision from another series (category, unit or metric) at some time since they were first recorded.</param>
public readonly record struct CorrectionTally(long LateEntries, long Reclassified)
{
    /// <summary>Both together.</summary>
    public static CorrectionTally operator +(CorrectionTally one, CorrectionTally other) =>
        new(one.LateEntries + other.LateEntries, one.Reclassified + other.Reclassified);
}
