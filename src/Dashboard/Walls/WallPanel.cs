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

    /// <summary>The page it stands on, from 1; null = on every page.</summary>
    public int? Page { get; init; }

    /// <summary>Metric ids of a panel that shows several, in its order; empty on the others.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Name of the map that a unit map draws; null = tiles.</summary>
    public string? Map { get; init; }

    /// <summary>Category path up to which a duration counts as fast, itself included; null = none is told.</summary>
    public string? Within { get; init; }

    /// <summary>Method of the expected band of a trend, by the names of <c>/api/v1/aberrations</c>; null = no band.</summary>
    public string? Band { get; init; }

    /// <summary>All metrics that it shows.</summary>
    public IEnumerable<string> AllMetrics => Metric is null ? Metrics : [Metric, .. Metrics];

    /// <summary>Whether two panels share a cell of the grid on some page.</summary>
    public bool Overlaps(WallPanel other) =>
        (Page is null || other.Page is null || Page == other.Page) &&
        X < other.X + other.W && other.X < X + W && Y < other.Y + other.H && other.Y < Y + H;
}
