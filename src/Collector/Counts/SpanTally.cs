using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// What the stores of a node say about a span. Everything in it adds up, so that overlays are added and children subtracted in the same way.
/// </summary>
internal struct SpanTally
{
    /// <summary>Sum of all that lies wholly inside.</summary>
    public long Value;

    /// <summary>How many day figures lie inside.</summary>
    public long DayFigures;

    /// <summary>How many month figures lie inside.</summary>
    public long MonthFigures;

    /// <summary>How many year figures lie inside.</summary>
    public long YearFigures;

    /// <summary>How many day figures straddle the edge: only part of their day is asked for.</summary>
    public long DayEdges;

    /// <summary>How many month figures straddle the edge.</summary>
    public long MonthEdges;

    /// <summary>How many year figures straddle the edge.</summary>
    public long YearEdges;

    public readonly bool IsTooCoarse => DayEdges > 0 || MonthEdges > 0 || YearEdges > 0;

    /// <summary>The coarsest grain that went in or stood in the way.</summary>
    public readonly BucketGrain Coarsest =>
        YearFigures + YearEdges > 0 ? BucketGrain.Year
        : MonthFigures + MonthEdges > 0 ? BucketGrain.Month
        : DayFigures + DayEdges > 0 ? BucketGrain.Day
        : BucketGrain.Hour;
}
