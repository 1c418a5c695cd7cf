using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>A metric arranged for validation.</summary>
internal sealed class MetricEntry
{
    /// <summary>Arranges a metric.</summary>
    public MetricEntry(Metric metric, int sourceCount)
    {
        Metric = metric;
        categories = new(metric.Categories.Select(category => KeyValuePair.Create(category.Path, category)));
        fedBy = new bool[sourceCount];
        foreach (SourceSystem source in metric.Sources)
        {
            fedBy[source.Index] = true;
        }

        NotAsEvent = !metric.IsFed ? RefusalReason.Computed(metric) : metric.Kind == MetricKind.Stock ? RefusalReason.Stock(metric) : null;
        NotAsFigure = metric.IsFed ? null : RefusalReason.Computed(metric);
        NotAuthoritative = RefusalReason.NotAuthoritative(metric);
    }

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>Why events of it are refused; null if they are taken.</summary>
    public RefusalReason? NotAsEvent { get; }

    /// <summary>Why figures of it are refused; null if they are taken.</summary>
    public RefusalReason? NotAsFigure { get; }

    /// <summary>What a source outside its sources is told.</summary>
    public RefusalReason NotAuthoritative { get; }

    /// <summary>Whether a source is authoritative for it.</summary>
    public bool IsFedBy(SourceSystem source) => fedBy[source.Index];

    /// <summary>The category with this path (empty = the root), or null.</summary>
    public CategoryNode? FindCategory(ReadOnlySpan<byte> path) => categories.TryGet(path, out CategoryNode? category) ? category : null;

    private readonly Utf8Table<CategoryNode> categories;
    private readonly bool[] fedBy;
}
