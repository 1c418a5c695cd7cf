using NodaTime.Text;

namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>A layout as its file says it: what the editor begins with.</summary>
public sealed record LayoutSource(
    string Id,
    string Title,
    string TitleEn,
    int Width,
    int Height,
    decimal? PixelPitchMm,
    decimal? ViewDistanceM,
    string? Unit,
    int Columns,
    int Rows,
    WallSeams Seams,
    int Pages,
    int RotateSeconds,
    NightDocument? Night,
    int Orbit,
    bool RiseFallCN,
    string Shift,
    IReadOnlyList<PanelSource> Panels)
{
    /// <summary>Makes it.</summary>
    public static LayoutSource Of(WallLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
        return new LayoutSource(
            layout.Id,
            layout.Title,
            layout.TitleEn,
            layout.Width,
            layout.Height,
            layout.PixelPitchMm,
            layout.ViewDistanceM,
            layout.Unit,
            layout.Columns,
            layout.Rows,
            layout.Seams,
            layout.Pages,
            (int)layout.Rotate.TotalSeconds,
            layout.Night is { } night ? new NightDocument(clock.Format(night.From), clock.Format(night.To), night.Brightness) : null,
            layout.Orbit,
            layout.RiseFallCN,
            clock.Format(layout.Shift),
            [.. layout.Panels.Select(PanelSource.Of)]);
    }
}
