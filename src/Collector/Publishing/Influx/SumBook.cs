using System.Runtime.InteropServices;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>Which sums a leaf series goes into, under the tree in force and under former ones: looked up once per series. Numbers the sums.</summary>
internal sealed class SumBook(SeriesRegistry series, IReadOnlyList<PublishedTree> trees)
{
    private readonly List<SumNode> nodes = [];
    private readonly Dictionary<SumNode, int> numbers = [];
    private readonly Dictionary<int, int[]> ofLeaf = [];
    private readonly Dictionary<string, PublishedMetric>[] metrics = [.. trees.Select(tree => tree.Metrics.ToDictionary(metric => metric.Id, StringComparer.Ordinal))];

    public IReadOnlyList<PublishedTree> Trees => trees;

    public SumNode this[int number] => nodes[number];

    /// <summary>Numbers of the sums above a leaf series and of its own.</summary>
    public int[] Above(int handle)
    {
        if (!ofLeaf.TryGetValue(handle, out int[]? found))
        {
            HashSet<int> above = [];
            for (int i = 0; i < trees.Count; i++)
            {
                Collect(trees[i], metrics[i], series[handle], above);
            }

            ofLeaf[handle] = found = [.. above];
        }

        return found;
    }

    private void Collect(PublishedTree tree, Dictionary<string, PublishedMetric> byId, SeriesKey leaf, HashSet<int> above)
    {
        if (!byId.TryGetValue(leaf.Metric, out PublishedMetric? metric) || !metric.Sources.Contains(leaf.Source) || !tree.Units.ContainsKey(leaf.Unit))
        {
            return; // not counted under this tree
        }

        PublishedMetric[] selections = [.. byId.Values.Where(other => other.Of == leaf.Metric && other.Select.Any(chosen => IsBelow(leaf.Category, chosen)))];
        string[] touched = [leaf.Metric, .. selections.Select(selection => selection.Id)];
        PublishedMetric[] ratios = [.. byId.Values.Where(other => other.Parts.Any(touched.Contains))];
        string?[] sources = [null, leaf.Source];
        for (string unit = leaf.Unit; unit.Length > 0; unit = tree.Units.GetValueOrDefault(unit, ""))
        {
            foreach (string? source in sources)
            {
                foreach (string category in Prefixes(leaf.Category))
                {
                    above.Add(Number(new SumNode(leaf.Metric, category, unit, source, IsRatio: false)));
                }

                foreach (PublishedMetric selection in selections)
                {
                    above.Add(Number(new SumNode(selection.Id, "", unit, source, IsRatio: false)));
                }
            }

            foreach (PublishedMetric ratio in ratios)
            {
                above.Add(Number(new SumNode(ratio.Id, "", unit, null, IsRatio: true)));
            }
        }
    }

    private static bool IsBelow(string path, string above) =>
        above.Length == 0 || path == above || (path.StartsWith(above, StringComparison.Ordinal) && path[above.Length] == '/');

    private static IEnumerable<string> Prefixes(string path)
    {
        yield return "";
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }

        if (path.Length > 0)
        {
            yield return path;
        }
    }

    private int Number(SumNode node)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, node, out bool known);
        if (!known)
        {
            number = nodes.Count;
            nodes.Add(node);
        }

        return number;
    }
}
