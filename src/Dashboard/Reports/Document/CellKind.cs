namespace Tongbi.Dashboard.Reports.Document;

/// <summary>What a cell holds; says how it is aligned and typed.</summary>
public enum CellKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A whole count.</summary>
    Count,

    /// <summary>A signed whole change.</summary>
    Change,

    /// <summary>A rate of change as a fraction: 0.2506 is printed +25.06%.</summary>
    Rate,

    /// <summary>A difference of ratios as a fraction, printed in 百分点.</summary>
    Points,

    /// <summary>A share of a whole as a fraction.</summary>
    Share,

    /// <summary>A ratio as a fraction, as 化解成功率.</summary>
    Ratio,

    /// <summary>A daily mean 日均, at most two decimals, as the statistics give it.</summary>
    Mean,

    /// <summary>A rank; ties share one.</summary>
    Rank,
}
