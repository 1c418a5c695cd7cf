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
    IReadOnlyList<PanelDocument> Panels);
