using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>The leaf series that have figures, by handle and by metric.</summary>
internal sealed class FigureBook(SeriesRegistry series)
{
    private readonly Dictionary<int, LeafFigures> byHandle = [];
    private readonly Dictionary<string, List<int>> byMetric = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<int, LeafFigures> All => byHandle;

    public LeafFigures? Find(int handle) => byHandle.GetValueOrDefault(handle);

    /// <summary>Handles of the series of a metric that have figures.</summary>
    public IReadOnlyList<int> OfMetric(string metric) => byMetric.TryGetValue(metric, out List<int>? handles) ? handles : [];

    public LeafFigures FindOrNew(int handle)
    {
        if (!byHandle.TryGetValue(handle, out LeafFigures? found))
        {
            Set(handle, found = new LeafFigures());
        }

        return found;
    }

    public void Set(int handle, LeafFigures figures)
    {
        if (!byHandle.ContainsKey(handle))
        {
            string metric = series[handle].Metric;
            if (!byMetric.TryGetValue(metric, out List<int>? handles))
            {
                byMetric[metric] = handles = [];
            }

            handles.Add(handle);
        }

        byHandle[handle] = figures;
    }
}
