namespace Tongbi.Dashboard.Walls.Maps;

/// <summary>One area of a map, ready to draw.</summary>
/// <param name="Code">Code of the unit that it is the area of; null = drawn for orientation only.</param>
/// <param name="Path">Outline in the spelling of SVG paths, in pixels of the map.</param>
/// <param name="X">Where its name goes.</param>
/// <param name="Y">Where its name goes.</param>
public sealed record MapArea(string? Code, string Path, decimal X, decimal Y);
