namespace Tongbi.Dashboard.Walls;

/// <summary>Where a panel lies on the canvas, in whole pixels.</summary>
/// <param name="Left">Distance from the left edge.</param>
/// <param name="Top">Distance from the upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct WallBox(int Left, int Top, int Width, int Height);
