using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Walls;

/// <summary>One panel of a layout, by the catalogue's codes: layouts outlive any one catalogue.</summary>
/// <param name="Id">Unique within the wall.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="X">First grid column, from 0.</param>
/// <param name="Y">First grid row, from 0.</param>
/// <param name="W">Columns taken.</param>
/// <param name="H">Rows taken.</param>
public sealed record WallPanel(string Id, PanelKind Kind, int X, int Y, int W, int H)
{
    /// <summary>Chinese title; null = the metric's name and the period.</summary>
    public string? Title { get; init; }

    /// <summary>English title; null = the metric's name and the period.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Metric id; null on panels without figures.</summary>
    public string? Metric { get; init; }

    /// <summary>Category path; empty = all.</summary>
    public string Category { get; init; } = "";

    /// <summary>Split of a ranking or of shares.</summary>
    public SplitBy? By { get; init; }

    /// <summary>Period of the figures in the public contract's spelling; null on panels without figures.</summary>
    public string? Period { get; init; }

    /// <summary>Comparisons in the public contract's spelling.</summary>
    public IReadOnlyList<string> Compare { get; init; } = [];

    /// <summary>Grain of a trend: <c>hour</c> or <c>day</c>.</summary>
    public string? Grain { get; init; }

    /// <summary>Period that a trend or heat map covers.</summary>
    public string? Span { get; init; }

    /// <summary>Whether two panels share a cell of the grid.</summary>
    public bool Overlaps(WallPanel other) =>
        X < other.X + other.W && other.X < X + W && Y < other.Y + other.H && other.Y < Y + H;
}
