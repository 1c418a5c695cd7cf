namespace Tongbi.Collector.Counts;

/// <summary>How much of a span the sources have told.</summary>
public enum CountKnowledge
{
    /// <summary>Nothing was ever received for any of it: the value is null.</summary>
    None,

    /// <summary>Known only at a grain coarser than asked (a figure straddles the span's edge): the value is null.</summary>
    TooCoarse,

    /// <summary>Known in part: the value counts what is known.</summary>
    Partial,

    /// <summary>Every hour is covered by every source that the catalogue names as authoritative for the metric (one that never delivered is missing, not silent agreement).</summary>
    Full,
}
