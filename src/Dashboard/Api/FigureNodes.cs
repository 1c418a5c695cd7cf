using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Dashboard.Api;

/// <summary>Where the parts of a figure stand in the cube.</summary>
internal static class FigureNodes
{
    /// <summary>The node of a flow or stock, or the chosen nodes of a selection; none lies below another.</summary>
    public static IReadOnlyList<CountNode> Of(Metric metric, string category, UnitNode unit, SourceSystem? source) => metric switch
    {
        { Kind: MetricKind.Selection, Of: { } of } => [.. metric.Select.Select(chosen => new CountNode(of, chosen, unit, source))],
        _ when metric.FindCategory(category) is { } node => [new CountNode(metric, node, unit, source)],
        _ => [],
    };
}
