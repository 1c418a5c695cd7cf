using NodaTime;

namespace Tongbi.Collector.Counts;

/// <summary>One change of a figure.</summary>
/// <param name="Version">The version that made it.</param>
/// <param name="RecordedAt">When it was committed.</param>
/// <param name="Actor">Who sent it: account name, key id or verb; never a secret.</param>
/// <param name="Sources">Source ids of the series that moved.</param>
/// <param name="Before">The figure before; 0 where nothing had been sent, null where it was known only at a coarser grain.</param>
/// <param name="After">The figure after, likewise.</param>
public sealed record FigureStep(long Version, Instant RecordedAt, string Actor, IReadOnlyList<string> Sources, long? Before, long? After)
{
    /// <summary>The statistical months of the period whose records moved: month numbers, ascending. A year figure moves all of its months.</summary>
    public IReadOnlyList<int> Months { get; init; } = [];
}
