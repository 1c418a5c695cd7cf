namespace Tongbi.Dashboard.Walls;

/// <summary>The answer of <c>GET /api/v1/walls</c>.</summary>
/// <param name="Items">The walls that the caller may read, by id.</param>
/// <param name="Mistakes">Layout files refused since they were last good, as <c>file:line:column: reason</c>; only for administrators.</param>
public sealed record WallList(IReadOnlyList<WallSummary> Items, IReadOnlyList<string> Mistakes);
