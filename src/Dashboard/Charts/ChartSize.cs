namespace Tongbi.Dashboard.Charts;

/// <summary>The size of a picture.</summary>
/// <param name="Width">In units of the layout; type sizes are given in the same.</param>
/// <param name="Height">In units of the layout.</param>
/// <param name="Scale">Pixels for one unit of the layout in a PNG: 2 for print.</param>
public readonly record struct ChartSize(int Width, int Height, float Scale = 1);
