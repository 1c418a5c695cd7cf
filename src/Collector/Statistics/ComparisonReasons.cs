namespace Tongbi.Collector.Statistics;

/// <summary>Why a comparison has no rate, in the public contract's words.</summary>
public static class ComparisonReasons
{
    /// <summary>Nothing was ever received for the other side.</summary>
    public const string NoBase = "no_base";

    /// <summary>The other side is known to be 0 (a ratio's denominator likewise), this side is not.</summary>
    public const string ZeroBase = "zero_base";

    /// <summary>The other side is below 0 through correction entries.</summary>
    public const string NegativeBase = "negative_base";

    /// <summary>The other side is known only at a grain coarser than asked.</summary>
    public const string CoarseBase = "coarse_base";

    /// <summary>There is no such period: week 53 in a year of 52.</summary>
    public const string NoCounterpart = "no_counterpart";

    /// <summary>This side is unknown, or a running period has no complete hour yet.</summary>
    public const string NoCurrent = "no_current";

    /// <summary>A stock or a ratio cannot be held against what happenings let expect.</summary>
    public const string NotACount = "not_a_count";
}
