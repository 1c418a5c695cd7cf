namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>How an edition may be given to the public.</summary>
public enum PublicProfile
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>With counts: 1 to 4 as "&lt;5", and whatever else is needed so that none of them can be recomputed.</summary>
    Suppress,

    /// <summary>With rates only, and those only where both counts could be shown.</summary>
    RatesOnly,
}
