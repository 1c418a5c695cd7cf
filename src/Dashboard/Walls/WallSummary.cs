namespace Tongbi.Dashboard.Walls;

/// <summary>A wall in the list that <c>GET /api/v1/walls</c> answers.</summary>
/// <param name="Id">Name of the view.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="Width">Canvas width in pixels.</param>
/// <param name="Height">Canvas height in pixels.</param>
/// <param name="Unit">The unit that the caller would see.</param>
public sealed record WallSummary(string Id, string Title, string TitleEn, int Width, int Height, string Unit);
