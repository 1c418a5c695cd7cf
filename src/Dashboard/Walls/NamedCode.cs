namespace Tongbi.Dashboard.Walls;

/// <summary>A unit's code with its names.</summary>
/// <param name="Code">The catalogue's code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
public sealed record NamedCode(string Code, string Name, string NameEn);
