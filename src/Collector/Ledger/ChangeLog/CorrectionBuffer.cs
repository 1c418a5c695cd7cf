using System.Runtime.InteropServices;

namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>Gathers the corrections of one block in any order; holds at most <see cref="Capacity"/>, however large the delivery.</summary>
internal sealed class CorrectionBuffer(int capacity)
{
    /// <summary>Most corrections that one block can have.</summary>
    public int Capacity => capacity;

    /// <summary>Whether another may not fit: the block must be written first.</summary>
    public bool IsFull => corrections.Count >= capacity;

    /// <summary>Adds one; there must be room.</summary>
    public void Add(LogCorrection correction) => corrections.Add(correction);

    /// <summary>Sorts, adds up what is of the same records and drops what came to nothing. The span is valid until the next call.</summary>
    public ReadOnlySpan<LogCorrection> Merge()
    {
        Span<LogCorrection> all = CollectionsMarshal.AsSpan(corrections);
        all.Sort();
        int kept = 0;
        for (int next = 0; next < all.Length;)
        {
            LogCorrection sum = all[next++];
            while (next < all.Length && all[next].IsOfTheSame(sum))
            {
                sum = sum.Plus(all[next++]);
            }

            if (!sum.IsNothing)
            {
                all[kept++] = sum;
            }
        }

        corrections.RemoveRange(kept, corrections.Count - kept);
        return CollectionsMarshal.AsSpan(corrections);
    }

    /// <summary>Forgets all, and the memory of an unusually large block.</summary>
    public void Clear()
    {
        corrections.Clear();
        if (corrections.Capacity > KeptCorrections)
        {
            corrections.Capacity = 0;
        }
    }

    private const int KeptCorrections = 16_384;
    private readonly List<LogCorrection> corrections = [];
}
