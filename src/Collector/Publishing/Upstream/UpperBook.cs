using System.Runtime.InteropServices;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>Which series of the upper level a leaf series counts in, under the tree in force and under former ones. Numbers those series.</summary>
internal sealed class UpperBook(SeriesRegistry series, IReadOnlyList<PublishedTree> trees)
{
    private readonly List<UpperSeries> uppers = [];
    private readonly Dictionary<UpperSeries, int> numbers = [];
    private readonly Dictionary<int, int[]> ofLeaf = [];

    public IReadOnlyList<PublishedTree> Trees => trees;

    public UpperSeries this[int number] => uppers[number];

    /// <summary>Numbers of the series above that a leaf counts in; none where its unit is not mapped.</summary>
    public int[] Of(int handle)
    {
        if (!ofLeaf.TryGetValue(handle, out int[]? found))
        {
            HashSet<int> above = [];
            foreach (PublishedTree tree in trees)
            {
                SeriesKey leaf = series[handle];
                if (UnitOf(tree, leaf.Unit) is { } unit)
                {
                    above.Add(Number(Upper(tree, leaf.Source, leaf.Metric, leaf.Category, unit)));
                }
            }

            ofLeaf[handle] = found = [.. above];
        }

        return found;
    }

    /// <summary>The series above that a source's own one becomes.</summary>
    public static UpperSeries Upper(PublishedTree tree, string source, string metric, string category, string unit)
    {
        string renamed = tree.Codes.GetValueOrDefault("", "");
        return renamed.Length > 0 ? new UpperSeries(renamed, null, metric, category, unit) : new UpperSeries(source, source, metric, category, unit);
    }

    /// <summary>Number of a series above, given now if it had none.</summary>
    public int Number(UpperSeries upper)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, upper, out bool known);
        if (!known)
        {
            number = uppers.Count;
            uppers.Add(upper);
        }

        return number;
    }

    /// <summary>The code above of a unit: its own mapping, or that of the nearest unit over it that has one.</summary>
    private static string? UnitOf(PublishedTree tree, string unit)
    {
        for (string code = unit; code.Length > 0; code = tree.Units.GetValueOrDefault(code, ""))
        {
            if (tree.Codes.TryGetValue(code, out string? upper))
            {
                return upper;
            }
        }

        return null;
    }
}
