namespace Tongbi.Collector.Publishing;

/// <summary>What a metric was made of when it was published.</summary>
/// <param name="Id">Metric id.</param>
/// <param name="Sources">Ids of the sources that were authoritative; empty where it was not fed.</param>
/// <param name="Categories">Paths of its category tree: a leaf of another one is not counted.</param>
/// <param name="Of">Selection: the metric it selects from.</param>
/// <param name="Select">Selection: the chosen category paths.</param>
/// <param name="Parts">Ratio: numerator and denominator.</param>
internal sealed record PublishedMetric(string Id, IReadOnlyList<string> Sources, IReadOnlyList<string> Categories, string? Of, IReadOnlyList<string> Select, IReadOnlyList<string> Parts);
