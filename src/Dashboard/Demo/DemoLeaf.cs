namespace Tongbi.Dashboard.Demo;

/// <summary>A category as one source reports it.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Category">Category path.</param>
/// <param name="Unit">Unit that always deals with it; null = anywhere in the stream's units.</param>
internal sealed record DemoLeaf(string Source, string Category, string? Unit = null);
