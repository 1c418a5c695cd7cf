namespace Tongbi.Dashboard.Charts;

/// <summary>How a sign of a legend looks.</summary>
internal enum LegendSign
{
    /// <summary>Words alone.</summary>
    None,

    /// <summary>A line.</summary>
    Line,

    /// <summary>A dashed line.</summary>
    Dashes,

    /// <summary>A filled box.</summary>
    Box,

    /// <summary>An upright mark.</summary>
    Mark,

    /// <summary>A hollow dot.</summary>
    Ring,
}
