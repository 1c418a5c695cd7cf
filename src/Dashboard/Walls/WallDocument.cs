namespace Tongbi.Dashboard.Walls;

/// <summary>A layout as <c>GET /api/v1/walls/{id}</c> answers it: all codes with their names.</summary>
public sealed record WallDocument(
    string Id,
    string Title,
    string TitleEn,
    int Width,
    int Height,
    decimal? PixelPitchMm,
    decimal? ViewDistanceM,
    int Columns,
    int Rows,
    NamedCode Unit,
    bool Demo,
    string TimeZone,
    int WeekStart,
    string ServerVersion,
    IReadOnlyList<PanelDocument> Panels)
{
    /// <summary>How the canvas is cut into tiles.</summary>
    public WallSeams Seams { get; init; } = WallSeams.None;

    /// <summary>How many pages take turns.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>How long a page stands, seconds.</summary>
    public int RotateSeconds { get; init; }

    /// <summary>When and how far the wall is dimmed; null = never.</summary>
    public NightDocument? Night { get; init; }

    /// <summary>Pixels that the picture wanders about.</summary>
    public int Orbit { get; init; }

    /// <summary>Whether a rise is red and a fall green instead of good and bad.</summary>
    public bool RiseFallCN { get; init; }

    /// <summary>The unit and those below it, where a panel of alerts has to name them; else empty.</summary>
    public IReadOnlyList<NamedCode> Places { get; init; } = [];

    /// <summary>The mildest severity whose new alerts sound, or <c>none</c>.</summary>
    public string Sound { get; init; } = WallLayout.UsualSound;

    /// <summary>When shifts change, <c>HH:mm</c> by the office's clock.</summary>
    public string Shift { get; init; } = "08:00";
}
