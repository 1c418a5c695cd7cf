using NodaTime;

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

    /// <summary>Start of the shift on duty where the layout says nothing.</summary>
    public static LocalTime UsualShift { get; } = new(8, 0);

    /// <summary>How the canvas is cut into tiles, whose seams nothing may cross; one by one = a single screen.</summary>
    public WallSeams Seams { get; init; } = WallSeams.None;

    /// <summary>How many pages take turns.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>How long a page stands; by the clock, so that screens side by side turn together.</summary>
    public Duration Rotate { get; init; } = Duration.FromSeconds(30);

    /// <summary>When and how far the wall is dimmed; null = never.</summary>
    public WallNight? Night { get; init; }

    /// <summary>Pixels that the picture wanders about, against burnt-in screens; 0 = it stands.</summary>
    public int Orbit { get; init; } = 2;

    /// <summary>Whether a rise is red and a fall green, as on Chinese markets, instead of good and bad.</summary>
    public bool RiseFallCN { get; init; }

    /// <summary>The mildest severity whose new alerts sound: <c>blue yellow orange red none</c>.</summary>
    public string Sound { get; init; } = UsualSound;

    /// <summary>The sound of a layout that says nothing.</summary>
    public const string UsualSound = "orange";

    /// <summary>When shifts change, by the office's clock.</summary>
    public LocalTime Shift { get; init; } = UsualShift;
}
