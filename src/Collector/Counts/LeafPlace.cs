using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Counts;

/// <summary>Where a leaf series is counted under one catalogue.</summary>
internal sealed record LeafPlace(Metric Metric, SourceSystem Source, int Slot, CategoryNode Category, UnitNode Unit)
{
    /// <summary>Whether the leaf is counted under its source's slot and again in the sum over sources; one with a single slot is that sum.</summary>
    public bool IsInSum => Slot != 0 && Source != Metric.Reconcile?.Against;

    /// <summary>Whether nothing lies below: then the leaf's store is the node's store.</summary>
    public bool IsBottom => Category.Children.Count == 0 && Unit.Children.Count == 0;
}
