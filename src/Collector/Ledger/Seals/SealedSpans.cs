namespace Tongbi.Collector.Ledger.Seals;

/// <summary>The months into which nothing may come while one delivery is judged. Most records lie after all of them: one comparison.</summary>
internal sealed class SealedSpans
{
    /// <summary>Nothing is sealed.</summary>
    public static SealedSpans None { get; } = new([]);

    /// <summary>These months are.</summary>
    public SealedSpans(IReadOnlyList<SealSpan> spans)
    {
        this.spans = [.. spans.OrderBy(span => span.FromSecond)];
        end = spans.Count == 0 ? long.MinValue : spans.Max(span => span.ToSecond);
    }

    /// <summary>Whether there is any.</summary>
    public bool Any => spans.Length > 0;

    /// <summary>Whether an event at this second lies in one.</summary>
    public bool Contains(long second)
    {
        if (second >= end)
        {
            return false;
        }

        foreach (SealSpan span in spans)
        {
            if (span.Overlaps(BucketGrain.Event, second))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a bucket overlaps one.</summary>
    public bool Overlaps(BucketGrain grain, long start) => Array.Exists(spans, span => span.Overlaps(grain, start));

    private readonly SealSpan[] spans;
    private readonly long end;
}
