namespace Tongbi.Dashboard.Walls;

/// <summary>A panel with all codes resolved to names.</summary>
public sealed record PanelDocument(
    string Id,
    string Kind,
    int X,
    int Y,
    int W,
    int H,
    string Title,
    string TitleEn,
    PanelMetric? Metric,
    string Category,
    string? CategoryName,
    string? CategoryNameEn,
    string? By,
    string? Period,
    IReadOnlyList<string> Compare,
    string? Grain,
    string? Span,
    IReadOnlyList<PanelRow> Rows)
{
    /// <summary>The page it stands on, from 1; null = on every page.</summary>
    public int? Page { get; init; }

    /// <summary>The metrics of a panel that shows several.</summary>
    public IReadOnlyList<PanelMetric> Metrics { get; init; } = [];

    /// <summary>Name of the map to draw, see <c>GET /api/v1/maps/{id}</c>; null = tiles.</summary>
    public string? Map { get; init; }

    /// <summary>Category path up to which a duration counts as fast, itself included.</summary>
    public string? Within { get; init; }

    /// <summary>Method of the expected band; null = no band.</summary>
    public string? Band { get; init; }
}
