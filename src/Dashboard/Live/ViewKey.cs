namespace Tongbi.Dashboard.Live;

/// <summary>What is computed once and shared by all who look at it.</summary>
/// <param name="Layout">Id of the layout.</param>
/// <param name="Unit">Code of the unit shown.</param>
public readonly record struct ViewKey(string Layout, string Unit);
