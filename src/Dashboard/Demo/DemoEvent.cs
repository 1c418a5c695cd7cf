namespace Tongbi.Dashboard.Demo;

/// <summary>A simulated happening, as it goes to <c>POST /api/v1/events</c>.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Id">Reference number: deterministic, so that sending it again changes nothing.</param>
/// <param name="Metric">Metric id.</param>
/// <param name="Category">Category path.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="OccurredAt">Unix second.</param>
/// <param name="Revision">0, or a later state of the same happening.</param>
/// <param name="Withdrawn">Whether it turned out not to count.</param>
public sealed record DemoEvent(string Source, string Id, string Metric, string Category, string Unit, long OccurredAt, long Revision = 0, bool Withdrawn = false);
