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

    private static bool Has(ulong[] bits, long index) => index / 64 < bits.Length && (bits[index / 64] & (1UL << (int)(index % 64))) != 0;

    private void Add(ref ulong[] bits, long index, int series)
    {
        if (index / 64 >= bits.Length)
        {
            Array.Resize(ref bits, (int)Math.Max(bits.Length * 2L, (index / 64) + 1));
        }

        bits[index / 64] |= 1UL << (int)(index % 64);
        bySeries[series] = bySeries.GetValueOrDefault(series) + 1;
        Count++;
    }

    private readonly Dictionary<int, long> bySeries = [];
    private ulong[] events = [];
    private ulong[] figures = [];
}
