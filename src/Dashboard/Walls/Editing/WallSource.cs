namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>What there is to edit of a wall.</summary>
/// <param name="Origin"><c>file</c>: a file of the configuration defines it and wins, so it is saved under another name; <c>saved</c>: drawn on the page; <c>default</c>: drawn by the program.</param>
/// <param name="Version">The newest version saved under this name; 0 = none. To be named when saving.</param>
/// <param name="Layout">The layout in force.</param>
public sealed record WallSource(string Origin, int Version, LayoutSource Layout);
