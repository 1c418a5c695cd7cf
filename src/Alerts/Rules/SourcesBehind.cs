using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Rules;

/// <summary>Which sources a figure rests on.</summary>
public static class SourcesBehind
{
    /// <summary>The authoritative sources of a metric; of a selection those of its base, of a ratio those of both parts.</summary>
    public static IReadOnlyList<SourceSystem> Of(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Kind switch
        {
            MetricKind.Selection => Of(metric.Of!), // not null: the catalogue's loader has checked it
            MetricKind.Ratio => [.. Of(metric.Numerator!).Union(Of(metric.Denominator!))], // not null: as above
            _ => metric.Sources,
        };
    }

    /// <summary>The counted metrics that a figure is made of.</summary>
    public static IEnumerable<(Metric Metric, IReadOnlyList<CategoryNode> Categories)> Parts(Metric metric, CategoryNode category)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Kind switch
        {
            MetricKind.Selection => [(metric.Of!, metric.Select)], // not null: as above
            MetricKind.Ratio => [.. Parts(metric.Numerator!, metric.Numerator!.Categories[0]), .. Parts(metric.Denominator!, metric.Denominator!.Categories[0])], // not null: as above
            _ => [(metric, [category])],
        };
    }
}
