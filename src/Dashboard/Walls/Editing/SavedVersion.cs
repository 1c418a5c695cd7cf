namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>What became of a save.</summary>
/// <param name="Id">The wall.</param>
/// <param name="Version">The version that is in force now.</param>
public sealed record SavedVersion(string Id, int Version);
