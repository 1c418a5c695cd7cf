namespace Tongbi.Collector.Statistics;

/// <summary>Cautions that stand beside a comparison, in the public contract's words.</summary>
public static class ComparisonMarks
{
    /// <summary>基数较小: the base (a ratio's denominator) is below 10, so that a rate says little.</summary>
    public const string SmallBase = "small_base";

    /// <summary>The other side is known in part only.</summary>
    public const string PartialBase = "partial_base";

    /// <summary>This side is known in part only.</summary>
    public const string PartialCurrent = "partial_current";
}
