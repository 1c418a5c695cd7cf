using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Routing;

/// <summary>Which metrics cannot be trusted while sources are silent.</summary>
internal static class SilentMetrics
{
    /// <summary>All metrics computed from any source that feeds one of the metrics whose data are too old.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<string> tooOld, Catalogue catalogue)
    {
        HashSet<string> sources = [.. tooOld.Select(catalogue.FindMetric).OfType<Metric>().SelectMany(SourcesOf)];
        return sources.Count == 0
            ? new HashSet<string>()
            : catalogue.Metrics.Where(metric => SourcesOf(metric).Any(sources.Contains)).Select(metric => metric.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> SourcesOf(Metric metric) => metric switch
    {
        { Of: { } whole } => SourcesOf(whole),
        { Numerator: { } above, Denominator: { } below } => SourcesOf(above).Concat(SourcesOf(below)),
        _ => metric.Sources.Select(source => source.Id),
    };
}
