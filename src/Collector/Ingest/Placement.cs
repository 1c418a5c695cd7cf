using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ingest;

/// <summary>Where a record belongs, as far as its codes tell.</summary>
/// <param name="Metric">Null only if it waits for its category.</param>
/// <param name="Category">Null only if it waits for its category.</param>
/// <param name="Unit">Null only if it waits for its unit.</param>
internal readonly record struct Placement(MetricEntry? Metric, CategoryNode? Category, UnitNode? Unit)
{
    /// <summary>What is not mapped yet.</summary>
    public HeldFields Unmapped => (Category is null ? HeldFields.Category : HeldFields.None) | (Unit is null ? HeldFields.Unit : HeldFields.None);
}
