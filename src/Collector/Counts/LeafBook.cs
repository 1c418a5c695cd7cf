using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>The places of leaf series under one catalogue, looked up once per handle.</summary>
internal sealed class LeafBook(CubeLayout layout, SeriesRegistry series)
{
    // An entry is null until looked up, then the place or Orphan; a reference is written whole, so racing look-ups do no harm.
    private static readonly object Orphan = new();
    private object?[] places = [];

    public CubeLayout Layout { get; } = layout;

    public SeriesRegistry Series { get; } = series;

    /// <summary>Where a leaf is counted; null for an orphan.</summary>
    public LeafPlace? Place(int handle)
    {
        object?[] known = Volatile.Read(ref places);
        if (handle >= known.Length)
        {
            known = Grow(handle);
        }

        object place = known[handle] ??= Layout.Place(Series[handle]) ?? Orphan;
        return place as LeafPlace;
    }

    private object?[] Grow(int handle)
    {
        object?[] larger = new object?[Math.Max(Series.Count, handle + 1) * 3 / 2];
        Volatile.Read(ref places).CopyTo(larger, 0);
        Volatile.Write(ref places, larger);
        return larger;
    }
}
