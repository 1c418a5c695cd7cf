namespace Tongbi.Dashboard.Demo;

/// <summary>A simulated ready figure, as it goes to <c>POST /api/v1/counts</c>.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Metric">Metric id.</param>
/// <param name="Category">Category path.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Period">Hour, day or month as the endpoint spells it.</param>
/// <param name="Count">The figure.</param>
public sealed record DemoFigure(string Source, string Metric, string Category, string Unit, string Period, long Count);
