using SkiaSharp;

namespace Tongbi.Dashboard.Charts;

/// <summary>What one sign of a chart means.</summary>
/// <param name="Text">The words.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Sign">How it looks.</param>
internal readonly record struct LegendEntry(string Text, SKColor Color, LegendSign Sign);
