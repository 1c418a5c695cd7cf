namespace Tongbi.Dashboard.Walls;

/// <summary>What a panel of a wall shows.</summary>
public enum PanelKind
{
    /// <summary>One figure, large, with its comparisons.</summary>
    Headline,

    /// <summary>A curve with the same span of last year as a ghost line.</summary>
    Trend,

    /// <summary>Children of the unit or category in order of size.</summary>
    Ranking,

    /// <summary>Children of the unit or category as parts of the whole 占比.</summary>
    Shares,

    /// <summary>Hour of the day by day of the week.</summary>
    Heatmap,

    /// <summary>The sources with their states and ages.</summary>
    Sources,

    /// <summary>Date, lunar day, time and the shift on duty.</summary>
    Clock,

    /// <summary>The children of the unit on a map: the bureau's own areas, or tiles where it has given none.</summary>
    Map,

    /// <summary>One figure with its comparisons, and below it its categories 黄赌毒.</summary>
    Vice,

    /// <summary>Several metrics, one a line, each with its comparison.</summary>
    Cases,

    /// <summary>The same with a ratio first, which compares in percentage points.</summary>
    Disputes,

    /// <summary>A distribution over the metric's categories, which are classes of duration, in the catalogue's order.</summary>
    Dispatch,

    /// <summary>The alerts that fire, the gravest first.</summary>
    Alerts,
}
