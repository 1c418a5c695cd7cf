namespace Tongbi.Collector.Catalog;

/// <summary>How the figures of a metric behave over time (DOMAIN §2).</summary>
public enum MetricKind
{
    /// <summary>时期数: adds up over time and units.</summary>
    Flow,

    /// <summary>时点数: the last figure in the period; adds up over units, never over time.</summary>
    Stock,

    /// <summary>比率: recomputed from a stored numerator and denominator, never averaged; compared in 百分点.</summary>
    Ratio,

    /// <summary>A flow counted elsewhere: the sum over chosen categories of another metric, so that no record is counted twice.</summary>
    Selection,
}
