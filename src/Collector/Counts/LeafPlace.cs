using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Counts;

/// <summary>Where a leaf series is counted under one catalogue.</summary>
internal sealed record LeafPlace(Metric Metric, SourceSystem Source, int Slot, CategoryNode Category, UnitNode Unit)
{
    /// <summary>Whether nothing lies below: then the leaf's store is the node's store.</summary>
    public bool IsBottom => Category.Children.Count == 0 && Unit.Children.Count == 0;
}
