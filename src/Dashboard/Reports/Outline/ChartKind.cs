namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>The charts that a report may have.</summary>
public enum ChartKind
{
    /// <summary>The curve of the period, by day or in a yearly report by month, with last year's.</summary>
    Trend,

    /// <summary>The units, the most first, each with last year's mark.</summary>
    Ranking,

    /// <summary>Day of the week by hour.</summary>
    Heatmap,

    /// <summary>The parts of the whole by category.</summary>
    Shares,

    /// <summary>From last year's total to this one's, by category.</summary>
    Waterfall,

    /// <summary>One curve for each unit.</summary>
    Multiples,
}
