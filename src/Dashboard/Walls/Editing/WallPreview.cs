using System.Text.Json;

namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>A layout judged by the same reader as a file, and what it would show now.</summary>
/// <param name="Mistakes">Empty = it can be saved.</param>
/// <param name="Document">The layout with names; null after a mistake.</param>
/// <param name="Snapshot">The hub's <c>Snapshot</c> of it; null after a mistake.</param>
public sealed record WallPreview(IReadOnlyList<WallMistake> Mistakes, WallDocument? Document, JsonElement? Snapshot);
