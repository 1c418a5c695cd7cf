namespace Tongbi.Dashboard.Reports.Disclosure;

/// <summary>The smallest parts that all printed counts of a metric are sums of: what stands at one category itself and at one unit of the first level, or at the office itself.</summary>
/// <param name="Category">Index of the category.</param>
/// <param name="Unit">Index of the unit; −1 for what stands at the office itself.</param>
internal readonly record struct CountAtom(int Category, int Unit);
