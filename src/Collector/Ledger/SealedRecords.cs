using System.Numerics;

namespace Tongbi.Collector.Ledger;

/// <summary>
/// Which records of a delivery were refused because they would have changed a locked month, by their place among the delivery's good
/// records: a bit each, however many. Filled by the ledger, then read.
/// </summary>
public sealed class SealedRecords
{
    /// <summary>How many in all.</summary>
    public long Count { get; private set; }

    /// <summary>How many of each leaf series, by handle.</summary>
    public IReadOnlyDictionary<int, long> BySeries => bySeries;

    /// <summary>Whether the event at this place, from 0, was refused.</summary>
    public bool HasEvent(long index) => Has(events, index);

    /// <summary>Whether the figure at this place, from 0, was refused.</summary>
    public bool HasFigure(long index) => Has(figures, index);

    /// <summary>Notes an event.</summary>
    public void AddEvent(long index, int series) => Add(ref events, index, series);

    /// <summary>Notes a figure.</summary>
    public void AddFigure(long index, int series) => Add(ref figures, index, series);

    /// <summary>Takes in what was refused of a later part of the same records.</summary>
    /// <param name="part">What was refused of the part.</param>
    /// <param name="eventsBefore">Events before the part.</param>
    /// <param name="figuresBefore">Figures before the part.</param>
    internal void Append(SealedRecords part, long eventsBefore, long figuresBefore)
    {
        Shift(part.events, eventsBefore, ref events);
        Shift(part.figures, figuresBefore, ref figures);
        Count += part.Count;
        foreach ((int series, long count) in part.bySeries)
        {
            bySeries[series] = bySeries.GetValueOrDefault(series) + count;
        }
    }

    private static void Shift(ulong[] from, long offset, ref ulong[] to)
    {
        for (int word = 0; word < from.Length; word++)
        {
            for (ulong rest = from[word]; rest != 0; rest &= rest - 1)
            {
                Set(ref to, offset + (word * 64L) + BitOperations.TrailingZeroCount(rest));
            }
        }
    }

    private static void Set(ref ulong[] bits, long index)
    {
        if (index / 64 >= bits.Length)
        {
            Array.Resize(ref bits, (int)Math.Max(bits.Length * 2L, (index / 64) + 1));
        }

        bits[index / 64] |= 1UL << (int)(index % 64);
    }

    private static bool Has(ulong[] bits, long index) => index / 64 < bits.Length && (bits[index / 64] & (1UL << (int)(index % 64))) != 0;

    private void Add(ref ulong[] bits, long index, int series)
    {
        Set(ref bits, index);
        bySeries[series] = bySeries.GetValueOrDefault(series) + 1;
        Count++;
    }

    private readonly Dictionary<int, long> bySeries = [];
    private ulong[] events = [];
    private ulong[] figures = [];
}
