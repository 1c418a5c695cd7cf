namespace Tongbi.Dashboard.Demo;

/// <summary>A stock figure and how it is split over units.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Metric">Metric id.</param>
/// <param name="Category">Category path.</param>
/// <param name="Now">Total in the year of the first start.</param>
/// <param name="YearBefore">Total in all years before.</param>
/// <param name="Units">Units with their shares.</param>
internal sealed record DemoStock(string Source, string Metric, string Category, int Now, int YearBefore, IReadOnlyList<(string Unit, double Weight)> Units);
