namespace Tongbi.Collector.Counts;

/// <summary>Half-open span of hour indexes.</summary>
/// <param name="From">First hour index.</param>
/// <param name="To">Hour index after the last.</param>
public readonly record struct HourSpan(int From, int To)
{
    /// <summary>Hours in the span.</summary>
    public int Hours => To - From;
}
