namespace Tongbi.Dashboard.Walls;

/// <summary>The night of a wall as screens get it.</summary>
/// <param name="From">First minute, <c>HH:mm</c>.</param>
/// <param name="To">First minute of the day, <c>HH:mm</c>.</param>
/// <param name="Brightness">Share of the full brightness.</param>
public sealed record NightDocument(string From, string To, decimal Brightness);
