using System.Runtime.InteropServices;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Publishing;

/// <summary>The days of nodes that moved, each with what moved in it. However often a bucket moves, it is kept once.</summary>
internal sealed class DirtyDays
{
    private readonly Dictionary<long, DayMarks> days = [];

    public int Count => days.Count;

    public void Add(int node, int day, DayMarks marks)
    {
        ref DayMarks known = ref CollectionsMarshal.GetValueRefOrAddDefault(days, ((long)node << 32) | (uint)day, out _);
        known |= marks;
    }

    public void Clear() => days.Clear();

    /// <summary>Everything, by node and then by day.</summary>
    public (int Node, int Day, DayMarks Marks)[] ToSorted()
    {
        (int Node, int Day, DayMarks Marks)[] all = new (int, int, DayMarks)[days.Count];
        int i = 0;
        foreach ((long key, DayMarks marks) in days)
        {
            all[i++] = ((int)(key >> 32), (int)(uint)key, marks);
        }

        Array.Sort(all, (a, b) => a.Node != b.Node ? a.Node.CompareTo(b.Node) : a.Day.CompareTo(b.Day));
        return all;
    }
}
