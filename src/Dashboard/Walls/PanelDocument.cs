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
    IReadOnlyList<PanelRow> Rows);
