namespace Tongbi.Dashboard.Walls;

/// <summary>A screen of the command centre: a canvas in pixels with panels on a grid. Immutable, validated as a whole, replaced as a whole.</summary>
/// <param name="Id">Name of the view; equals the file's name.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="Width">Canvas width in pixels: the computer's output.</param>
/// <param name="Height">Canvas height in pixels.</param>
/// <param name="PixelPitchMm">Distance between pixels in millimetres, for type sizes; null = not told.</param>
/// <param name="ViewDistanceM">Distance of the farthest viewer in metres; null = not told.</param>
/// <param name="Unit">Unit shown unless the viewer asks for another; null = the topmost that the viewer may read.</param>
/// <param name="Columns">Grid columns.</param>
/// <param name="Rows">Grid rows.</param>
/// <param name="Panels">The panels, none overlapping.</param>
public sealed record WallLayout(
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
    IReadOnlyList<WallPanel> Panels)
{
    /// <summary>The view that is there even without a file.</summary>
    public const string DefaultId = "wall";
}
