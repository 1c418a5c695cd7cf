using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Where things lie under one catalogue. Every (metric, source or all, category, unit) has a number, the <b>node id</b>. A metric with one
/// authoritative source has one slot, which is both that source and all; others have slot 0 for all and one per source. A source that is only held
/// against another (<see cref="Metric.Reconcile"/>) is not part of all.
/// </summary>
internal sealed class CubeLayout
{
    private readonly int[] firstNode;   // by metric
    private readonly int[][] slotOf;    // by metric and source; −1 = not authoritative
    private readonly int[][] categoryEnd; // by metric and category: index after the last of its subtree
    private readonly int[] unitEnd;

    public CubeLayout(Catalogue catalogue)
    {
        Catalogue = catalogue;
        UnitCount = catalogue.Units.Count;
        firstNode = new int[catalogue.Metrics.Count + 1];
        slotOf = new int[catalogue.Metrics.Count][];
        categoryEnd = new int[catalogue.Metrics.Count][];
        unitEnd = SubtreeEnds(catalogue.Units.Count, i => catalogue.Units[i].Parent?.Index);
        foreach (Metric metric in catalogue.Metrics)
        {
            int[] slots = new int[catalogue.Sources.Count];
            Array.Fill(slots, -1);
            for (int i = 0; i < metric.Sources.Count; i++)
            {
                slots[metric.Sources[i].Index] = metric.Sources.Count == 1 ? 0 : i + 1;
            }

            slotOf[metric.Index] = slots;
            categoryEnd[metric.Index] = SubtreeEnds(metric.Categories.Count, i => metric.Categories[i].Parent?.Index);
            firstNode[metric.Index + 1] = checked(firstNode[metric.Index] + (metric.IsFed ? SlotCount(metric) * metric.Categories.Count * UnitCount : 0));
        }
    }

    public Catalogue Catalogue { get; }

    public int UnitCount { get; }

    public static int SlotCount(Metric metric) => metric.Sources.Count > 1 ? metric.Sources.Count + 1 : metric.Sources.Count;

    /// <summary>The slot of a source (null = all) of a metric, or −1 if it is not authoritative.</summary>
    public int SlotOf(Metric metric, SourceSystem? source) => source is null ? (metric.Sources.Count > 0 ? 0 : -1) : slotOf[metric.Index][source.Index];

    public int NodeId(Metric metric, int slot, int category, int unit) =>
        firstNode[metric.Index] + ((((slot * metric.Categories.Count) + category) * UnitCount) + unit);

    public int CategoryEnd(Metric metric, int category) => categoryEnd[metric.Index][category];

    public int UnitEnd(int unit) => unitEnd[unit];

    /// <summary>Where a leaf series is counted; null if the catalogue does not (or no longer) know its codes, or its source is not authoritative.</summary>
    public LeafPlace? Place(SeriesKey key) =>
        Catalogue.FindMetric(key.Metric) is { IsFed: true } metric
        && Catalogue.FindSource(key.Source) is { } source
        && SlotOf(metric, source) is >= 0 and int slot
        && metric.FindCategory(key.Category) is { } category
        && Catalogue.FindUnit(key.Unit) is { } unit
            ? new LeafPlace(metric, source, slot, category, unit)
            : null;

    /// <summary>Calls back for every node above the leaf and the leaf's own, each once.</summary>
    public void ForEachNode(LeafPlace place, Action<int> visit)
    {
        for (UnitNode? unit = place.Unit; unit is not null; unit = unit.Parent)
        {
            for (CategoryNode? category = place.Category; category is not null; category = category.Parent)
            {
                visit(NodeId(place.Metric, place.Slot, category.Index, unit.Index));
                if (place.IsInSum)
                {
                    visit(NodeId(place.Metric, 0, category.Index, unit.Index));
                }
            }
        }
    }

    // Parents come before children, so a subtree is a run of indexes.
    private static int[] SubtreeEnds(int count, Func<int, int?> parentOf)
    {
        int[] ends = new int[count];
        for (int i = count - 1; i >= 0; i--)
        {
            ends[i] = Math.Max(ends[i], i + 1);
            if (parentOf(i) is int parent)
            {
                ends[parent] = Math.Max(ends[parent], ends[i]);
            }
        }

        return ends;
    }
}
