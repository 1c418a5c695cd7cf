namespace Tongbi.Dashboard.Walls;

/// <summary>A wall made of equal tiles: how many side by side and one above the other.</summary>
/// <param name="Columns">Tiles side by side.</param>
/// <param name="Rows">Tiles one above the other.</param>
public sealed record WallSeams(int Columns, int Rows)
{
    /// <summary>A single screen.</summary>
    public static WallSeams None { get; } = new(1, 1);
}
