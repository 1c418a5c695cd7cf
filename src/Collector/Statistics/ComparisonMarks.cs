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

    /// <summary>正常波动: by the exact test the difference is no larger than chance makes it (p-value 0.05 or above).</summary>
    public const string Normal = "normal";

    /// <summary>显著: by the exact test chance alone would hardly make such a difference (p-value below 0.05).</summary>
    public const string Significant = "significant";

    /// <summary>口径变动: the set of categories counted changed within or between the two spans.</summary>
    public const string DefinitionChanged = "definition_changed";

    /// <summary>The period does not lie wholly around Spring Festival, so that the calendar's dates were compared.</summary>
    public const string CalendarFallback = "calendar_fallback";

    /// <summary>The marks' words in one language.</summary>
    internal static IReadOnlyList<string> Words(IReadOnlyList<string> marks, Wording wording) =>
        marks.Count == 0 ? [] : [.. marks.Select(mark => wording["mark." + mark])];
}
