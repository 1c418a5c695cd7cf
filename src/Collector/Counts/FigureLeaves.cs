using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Counts;

/// <summary>Which leaf series go into a figure, looked up once per handle.</summary>
internal sealed class FigureLeaves(LeafBook book, IReadOnlyList<CountNode> figure)
{
    /// <summary>Whether the series of this handle is part of the figure.</summary>
    public bool Contains(int handle)
    {
        if (!known.TryGetValue(handle, out bool found))
        {
            known[handle] = found = book.Place(handle) is { } place && figure.Any(node => IsBelow(place, node));
        }

        return found;
    }

    /// <summary>Whether a figure of this handle's series can say something of the figure: of a stock, any series of the metric tells that the others are none,
    /// also one that the catalogue has no place for.</summary>
    public bool Informs(int handle) => Contains(handle) || figure.Any(node => node.Metric.Kind == MetricKind.Stock && node.Metric.Id == book.Series[handle].Metric);

    private static bool IsBelow(LeafPlace place, in CountNode node) =>
        ReferenceEquals(place.Metric, node.Metric)
        && (node.Source is null ? node.Metric.CountedSources.Contains(place.Source) : ReferenceEquals(place.Source, node.Source))
        && node.Unit.Contains(place.Unit)
        && IsBelow(place.Category, node.Category);

    private static bool IsBelow(CategoryNode category, CategoryNode above)
    {
        for (CategoryNode? node = category; node is not null; node = node.Parent)
        {
            if (ReferenceEquals(node, above))
            {
                return true;
            }
        }

        return false;
    }

    private readonly Dictionary<int, bool> known = [];
}
