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

    /// <summary>Date and time.</summary>
    Clock,
}
