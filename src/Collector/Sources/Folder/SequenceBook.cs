namespace Tongbi.Collector.Sources.Folder;

/// <summary>Which sequence numbers of a source came and which are missing. Not thread-safe.</summary>
internal sealed class SequenceBook
{
    /// <summary>More gaps than these are not told apart: the oldest are forgotten.</summary>
    public const int MaximumGaps = 1_000;

    /// <summary>Makes a book of what is known.</summary>
    public SequenceBook(long? last, IEnumerable<SequenceGap> gaps)
    {
        Last = last;
        missing.AddRange(gaps);
    }

    /// <summary>Highest number that came; null if none did.</summary>
    public long? Last { get; private set; }

    /// <summary>Missing numbers, in order.</summary>
    public IReadOnlyList<SequenceGap> Missing => missing;

    /// <summary>How a number would follow.</summary>
    public SequenceVerdict Judge(long sequence) =>
        Last is not { } last || sequence == last + 1 ? SequenceVerdict.Next
        : sequence > last ? SequenceVerdict.Gap
        : missing.Exists(gap => gap.From <= sequence && sequence <= gap.To) ? SequenceVerdict.Filled
        : SequenceVerdict.Repeat;

    /// <summary>Notes that a number came.</summary>
    public void Note(long sequence)
    {
        switch (Judge(sequence))
        {
            case SequenceVerdict.Gap:
                // Not null: without a last number there is no gap.
                missing.Add(new SequenceGap(Last!.Value + 1, sequence - 1));
                Last = sequence;
                break;
            case SequenceVerdict.Next:
                Last = sequence;
                break;
            case SequenceVerdict.Filled:
                Fill(sequence);
                break;
        }

        if (missing.Count > MaximumGaps)
        {
            missing.RemoveRange(0, missing.Count - MaximumGaps);
        }
    }

    private void Fill(long sequence)
    {
        int at = missing.FindIndex(gap => gap.From <= sequence && sequence <= gap.To);
        SequenceGap gap = missing[at];
        missing.RemoveAt(at);
        if (sequence < gap.To)
        {
            missing.Insert(at, gap with { From = sequence + 1 });
        }

        if (gap.From < sequence)
        {
            missing.Insert(at, gap with { To = sequence - 1 });
        }
    }

    private readonly List<SequenceGap> missing = [];
}
