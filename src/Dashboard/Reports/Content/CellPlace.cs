namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Which count it is, apart from the span: what disclosure is decided by.</summary>
/// <param name="Metric">Metric id; a part of a selection is counted under the metric it selects from.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="OwnUnit">Only what stands at the unit itself.</param>
/// <param name="OwnCategory">Only what stands at the category itself.</param>
internal readonly record struct CellPlace(string Metric, string Unit, string Category, bool OwnUnit = false, bool OwnCategory = false);
