namespace Tongbi.Collector.Statistics;

/// <summary>The whole answer of <c>/api/v1/reconciliation</c>.</summary>
/// <param name="Version">The version that all figures are of.</param>
/// <param name="AsOf">The moment of the answer, RFC 3339.</param>
/// <param name="Items">One per cell.</param>
public sealed record ReconciliationAnswer(long Version, string AsOf, IReadOnlyList<ReconciliationItem> Items);
