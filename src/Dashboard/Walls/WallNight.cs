using NodaTime;

namespace Tongbi.Dashboard.Walls;

/// <summary>When a wall is dimmed, by the office's clock.</summary>
/// <param name="From">First minute of the night.</param>
/// <param name="To">First minute of the day; earlier than <paramref name="From"/> = the next morning.</param>
/// <param name="Brightness">Share of the full brightness, 0.3 to 1.</param>
public sealed record WallNight(LocalTime From, LocalTime To, decimal Brightness);
