namespace Tongbi.Dashboard.Walls.Maps;

/// <summary>A map of the units, projected and ready to draw. Immutable.</summary>
/// <param name="Id">The file's name without its ending.</param>
/// <param name="Width">Width of the drawing; 1,000 on the longer side.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Areas">In the file's order.</param>
public sealed record UnitMap(string Id, decimal Width, decimal Height, IReadOnlyList<MapArea> Areas);
