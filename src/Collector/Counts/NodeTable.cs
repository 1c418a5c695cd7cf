using System.Runtime.InteropServices;
using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Stores of leaves (by handle) and, under one catalogue, of the nodes above them. Used for the cube itself and for what is laid over it.
/// A node with nothing below it has one leaf and shares its store. Not thread-safe; <see cref="CountCube"/> guards it.
/// </summary>
internal sealed class NodeTable
{
    private readonly CubeCalendar calendar;
    private readonly LeafBook book;
    private readonly Dictionary<int, CountStore> leaves;
    private readonly Dictionary<int, CountStore> nodes = [];

    public NodeTable(CubeCalendar calendar, LeafBook book)
        : this(calendar, book, [])
    {
    }

    private NodeTable(CubeCalendar calendar, LeafBook book, Dictionary<int, CountStore> leaves)
    {
        this.calendar = calendar;
        this.book = book;
        this.leaves = leaves;
    }

    public IReadOnlyDictionary<int, CountStore> Leaves => leaves;

    public int NodeCount => nodes.Count;

    /// <summary>Bytes of payload of all stores, shared ones once.</summary>
    public long Bytes => leaves.Values.Concat(nodes.Values).Distinct().Sum(store => store.Bytes);

    public CountStore? Node(int id) => nodes.GetValueOrDefault(id);

    public CountStore? Leaf(int handle) => leaves.GetValueOrDefault(handle);

    public CountStore LeafOrNew(int handle)
    {
        ref CountStore? store = ref CollectionsMarshal.GetValueRefOrAddDefault(leaves, handle, out _);
        return store ??= new CountStore();
    }

    /// <summary>Puts a leaf's store in the place of the old one; the nodes must be rolled up afterwards.</summary>
    public void ReplaceLeaf(int handle, CountStore store) => leaves[handle] = store;

    /// <summary>The same leaves under another catalogue, rolled up anew.</summary>
    public NodeTable Under(LeafBook other)
    {
        NodeTable made = new(calendar, other, leaves);
        made.RollUp();
        return made;
    }

    /// <summary>A table of deltas with its nodes.</summary>
    /// <param name="calendar">How time is cut.</param>
    /// <param name="book">Where the leaves lie.</param>
    /// <param name="prepared">The deltas, and what goes with them.</param>
    /// <param name="rollUp">Whether to sum over the whole tree, rather than to add each delta to all that is above it.</param>
    public static NodeTable Of(CubeCalendar calendar, LeafBook book, PreparedChange prepared, bool rollUp)
    {
        NodeTable made = new(calendar, book);
        if (!rollUp)
        {
            made.Add(prepared);
            return made;
        }

        foreach (LeafDelta delta in prepared.Deltas)
        {
            made.LeafOrNew(delta.Handle).Add(calendar, delta.Grain, delta.Start, delta.Delta, delta.Presence);
        }

        foreach ((int handle, long count) in prepared.Records)
        {
            made.LeafOrNew(handle).Records += count;
        }

        foreach (LeafCorrection correction in prepared.Corrections)
        {
            made.LeafOrNew(correction.Handle).AddCorrection(correction.Day, correction.Late, correction.Moved);
        }

        made.RollUp();
        return made;
    }

    /// <summary>Adds deltas to the leaves and everything above them.</summary>
    public void Add(PreparedChange prepared)
    {
        int handle = -1;
        List<CountStore> stores = [];
        foreach (LeafDelta delta in prepared.Deltas)
        {
            if (delta.Handle != handle)
            {
                handle = delta.Handle;
                Gather(handle, stores);
            }

            foreach (CountStore store in stores)
            {
                store.Add(calendar, delta.Grain, delta.Start, delta.Delta, delta.Presence);
            }
        }

        foreach (LeafCorrection correction in prepared.Corrections)
        {
            Gather(correction.Handle, stores);
            foreach (CountStore store in stores)
            {
                store.AddCorrection(correction.Day, correction.Late, correction.Moved);
            }
        }

        foreach ((int leaf, long count) in prepared.Records)
        {
            Gather(leaf, stores);
            foreach (CountStore store in stores)
            {
                store.Records += count;
            }
        }
    }

    /// <summary>
    /// Moves up to <paramref name="limit"/> stores of another table (under the same catalogue) into this one. Whoever adds both tables sees the
    /// same before and after.
    /// </summary>
    /// <returns>Whether any are left.</returns>
    public bool TakeFrom(NodeTable other, int limit)
    {
        foreach ((int handle, CountStore store) in Take(other.leaves, ref limit))
        {
            CountStore own = TakeStore(leaves, handle, store);
            if (book.Place(handle) is { IsBottom: true } place)
            {
                // The node shares the leaf's store, there and here.
                int id = book.Layout.NodeId(place.Metric, place.Slot, place.Category.Index, place.Unit.Index);
                other.nodes.Remove(id);
                nodes[id] = own;
            }
        }

        foreach ((int id, CountStore store) in Take(other.nodes, ref limit))
        {
            TakeStore(nodes, id, store);
        }

        return other.leaves.Count > 0 || other.nodes.Count > 0;
    }

    /// <summary>Makes all nodes from the leaves: bottom up, each as the sum of what is one step below.</summary>
    public void RollUp()
    {
        nodes.Clear();
        ILookup<Metric, (int Handle, LeafPlace Place)> byMetric = leaves.Keys
            .Select(handle => (Handle: handle, Place: book.Place(handle)))
            .Where(leaf => leaf.Place is not null)
            .ToLookup(leaf => leaf.Place!.Metric, leaf => (leaf.Handle, leaf.Place!)); // not null: filtered above
        Dictionary<int, CountStore>[] made = new Dictionary<int, CountStore>[byMetric.Count];
        Parallel.ForEach(byMetric, (group, _, index) => made[index] = RollUp(group.Key, group));
        foreach ((int id, CountStore store) in made.SelectMany(part => part))
        {
            nodes.Add(id, store);
        }
    }

    private static List<KeyValuePair<int, CountStore>> Take(Dictionary<int, CountStore> from, ref int limit)
    {
        List<KeyValuePair<int, CountStore>> taken = [.. from.Take(limit)];
        limit -= taken.Count;
        foreach ((int key, _) in taken)
        {
            from.Remove(key);
        }

        return taken;
    }

    private CountStore TakeStore(Dictionary<int, CountStore> into, int key, CountStore store)
    {
        ref CountStore? own = ref CollectionsMarshal.GetValueRefOrAddDefault(into, key, out _);
        if (own is null)
        {
            return own = store;
        }

        own.Merge(calendar, store);
        return own;
    }

    private static long[] NewScratch() => new long[367 * 25];

    private Dictionary<int, CountStore> RollUp(Metric metric, IEnumerable<(int Handle, LeafPlace Place)> group)
    {
        CubeLayout layout = book.Layout;
        Dictionary<int, CountStore> made = [];
        Dictionary<int, CountStore> own = [];
        HashSet<int> slots = [];
        foreach ((int handle, LeafPlace place) in group)
        {
            slots.Add(place.Slot);
            own[layout.NodeId(metric, place.Slot, place.Category.Index, place.Unit.Index)] = leaves[handle];
        }

        long[] scratch = NewScratch();
        List<CountStore> parts = [];
        foreach (int slot in slots)
        {
            for (int unit = layout.UnitCount - 1; unit >= 0; unit--)
            {
                for (int category = metric.Categories.Count - 1; category >= 0; category--)
                {
                    GatherParts(metric, slot, category, unit, own, made, parts);
                    SumInto(layout.NodeId(metric, slot, category, unit), made, own, parts, scratch, metric.Categories[category], layout.Catalogue.Units[unit]);
                }
            }
        }

        if (!slots.Contains(0))
        {
            int leftOut = metric.Reconcile is { } pair ? layout.SlotOf(metric, pair.Against) : 0;
            int nodesPerSlot = metric.Categories.Count * layout.UnitCount;
            int first = layout.NodeId(metric, 0, 0, 0);
            for (int node = 0; node < nodesPerSlot; node++)
            {
                parts.Clear();
                foreach (int slot in slots)
                {
                    if (slot != leftOut && made.TryGetValue(first + (slot * nodesPerSlot) + node, out CountStore? store))
                    {
                        parts.Add(store);
                    }
                }

                if (parts.Count > 0)
                {
                    made[first + node] = CountStore.SumOf(calendar, parts, scratch);
                }
            }
        }

        return made;
    }

    // A unit with units below is the sum of those and of its own leaves in the category's subtree; one without, of its own leaf and of the categories below.
    private void GatherParts(Metric metric, int slot, int category, int unit, Dictionary<int, CountStore> own, Dictionary<int, CountStore> made, List<CountStore> parts)
    {
        CubeLayout layout = book.Layout;
        UnitNode unitNode = layout.Catalogue.Units[unit];
        parts.Clear();
        if (unitNode.Children.Count == 0)
        {
            Take(own, category, unit);
            foreach (CategoryNode child in metric.Categories[category].Children)
            {
                Take(made, child.Index, unit);
            }

            return;
        }

        foreach (UnitNode child in unitNode.Children)
        {
            Take(made, category, child.Index);
        }

        for (int below = category; below < layout.CategoryEnd(metric, category); below++)
        {
            Take(own, below, unit);
        }

        void Take(Dictionary<int, CountStore> from, int c, int u)
        {
            if (from.TryGetValue(layout.NodeId(metric, slot, c, u), out CountStore? store))
            {
                parts.Add(store);
            }
        }
    }

    private void SumInto(int id, Dictionary<int, CountStore> made, Dictionary<int, CountStore> own, List<CountStore> parts, long[] scratch, CategoryNode category, UnitNode unit)
    {
        if (parts.Count == 0)
        {
            return;
        }

        bool bottom = category.Children.Count == 0 && unit.Children.Count == 0;
        made[id] = bottom ? own[id] : CountStore.SumOf(calendar, parts, scratch);
    }

    private void Gather(int handle, List<CountStore> stores)
    {
        stores.Clear();
        CountStore leaf = LeafOrNew(handle);
        stores.Add(leaf);
        if (book.Place(handle) is not { } place)
        {
            return;
        }

        int own = book.Layout.NodeId(place.Metric, place.Slot, place.Category.Index, place.Unit.Index);
        book.Layout.ForEachNode(place, id =>
        {
            if (id == own && place.IsBottom)
            {
                nodes[id] = leaf;
                return;
            }

            ref CountStore? store = ref CollectionsMarshal.GetValueRefOrAddDefault(nodes, id, out _);
            stores.Add(store ??= new CountStore());
        });
    }
}
