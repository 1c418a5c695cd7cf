namespace Tongbi.Collector.Catalog;

/// <summary>两源对账: two sources that tell the same fact. Only one of them counts, so that nothing is counted twice; the other is held against it.</summary>
/// <param name="Counted">The source whose figures are the metric's.</param>
/// <param name="Against">The source that it is held against; counted only where it is asked for by name.</param>
public sealed record ReconciledSources(SourceSystem Counted, SourceSystem Against);
