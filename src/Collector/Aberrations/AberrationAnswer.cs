namespace Tongbi.Collector.Aberrations;

/// <summary>The whole answer of <c>/api/v1/aberrations</c>.</summary>
/// <param name="Version">Version of the data set that every count is of.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Parameters">All settings in force, defaults included, under R's names.</param>
/// <param name="Points">One per bucket of the range.</param>
public sealed record AberrationAnswer(long Version, string Method, IReadOnlyDictionary<string, object?> Parameters, IReadOnlyList<AberrationFigure> Points);
