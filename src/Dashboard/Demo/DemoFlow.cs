namespace Tongbi.Dashboard.Demo;

/// <summary>A flow that a source adds up by itself and delivers as ready figures.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Metric">Metric id.</param>
/// <param name="PerYear">How many there naturally are in a year, all units together.</param>
/// <param name="Rhythm">When they happen.</param>
/// <param name="Grain">Finest grain that is delivered.</param>
/// <param name="Units">Units with their shares.</param>
internal sealed record DemoFlow(string Source, string Metric, double PerYear, DemoRhythm Rhythm, DemoGrain Grain, IReadOnlyList<(string Unit, double Weight)> Units);
