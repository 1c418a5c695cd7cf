namespace Tongbi.Dashboard.Walls;

/// <summary>How fine the points of a trend are.</summary>
internal enum TrendGrain
{
    /// <summary>Points are hours.</summary>
    Hour,

    /// <summary>Points are statistical days.</summary>
    Day,
}
