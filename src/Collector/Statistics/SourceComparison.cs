using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>What two sources of the same fact say of one span.</summary>
/// <param name="Span">The span that both were read over; null where there is none yet.</param>
/// <param name="Counted">What the source says that counts.</param>
/// <param name="Against">What the source says that is held against it.</param>
internal readonly record struct SourceComparison(ComparedSpan? Span, Reading Counted, Reading Against)
{
    /// <summary>Whether both have told all of the span: only then can they disagree. A late source is late, not in disagreement.</summary>
    public bool IsFirm => IsTold(Counted) && IsTold(Against);

    /// <summary>Whether they differ; null while one of them has not told all.</summary>
    public bool? Disagree => IsFirm ? Counted.Above.Value != Against.Above.Value : null;

    /// <summary>The counted figure less the other; null where one is unknown.</summary>
    public long? Difference => Counted.Above.Value - Against.Above.Value;

    /// <summary>Reads both over the first of several spans that both have told all of; where there is none, over the first.</summary>
    public static SourceComparison Read(SourceSides sides, ICountReader counts, params ReadOnlySpan<ComparedSpan?> spans)
    {
        SourceComparison? first = null;
        foreach (ComparedSpan? span in spans)
        {
            if (span is { } own)
            {
                SourceComparison comparison = new(own, sides.Counted.Read(counts, own), sides.Against.Read(counts, own));
                if (comparison.IsFirm)
                {
                    return comparison;
                }

                first ??= comparison;
            }
        }

        return first ?? new SourceComparison(null, Unknown, Unknown);
    }

    private static Reading Unknown => new(CountAnswer.Unknown([]));

    // A stock whose next figure is awaited may be of another day than the other side's.
    private static bool IsTold(Reading reading) => reading.Knowledge == CountKnowledge.Full && !reading.IsAwaited;
}
