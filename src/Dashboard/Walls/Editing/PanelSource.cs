using System.Text.Json;

namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>A panel as its file says it, nothing filled in but what is usual.</summary>
public sealed record PanelSource(
    string Id,
    string Kind,
    int X,
    int Y,
    int W,
    int H,
    string? Title,
    string? TitleEn,
    int? Page,
    string? Metric,
    IReadOnlyList<string> Metrics,
    string Category,
    string? By,
    string? Period,
    IReadOnlyList<string> Compare,
    string? Grain,
    string? Span,
    string? Band,
    string? Map,
    string? Within)
{
    /// <summary>Makes it.</summary>
    public static PanelSource Of(WallPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        return new PanelSource(
            panel.Id,
            JsonNamingPolicy.CamelCase.ConvertName(panel.Kind.ToString()),
            panel.X,
            panel.Y,
            panel.W,
            panel.H,
            panel.Title,
            panel.TitleEn,
            panel.Page,
            panel.Metric,
            panel.Metrics,
            panel.Category,

            // These kinds have their split from what they are.
            panel.Kind is PanelKind.Ranking or PanelKind.Shares && panel.By is { } by ? JsonNamingPolicy.CamelCase.ConvertName(by.ToString()) : null,
            panel.Period,
            panel.Compare,
            panel.Grain,
            panel.Span,
            panel.Band,
            panel.Map,
            panel.Within);
    }
}
