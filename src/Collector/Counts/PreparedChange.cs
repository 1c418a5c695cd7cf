namespace Tongbi.Collector.Counts;

/// <summary>Changes worked out against a state, without having touched it.</summary>
/// <param name="Deltas">How what stands moves, grouped by leaf.</param>
/// <param name="Figures">Leaf series whose figures change, as they will be.</param>
/// <param name="Records">By leaf, how many records and figures come or go.</param>
/// <param name="Corrections">How late and reclassified records move.</param>
internal sealed record PreparedChange(
    List<LeafDelta> Deltas, Dictionary<int, LeafFigures> Figures, Dictionary<int, long> Records, IReadOnlyList<LeafCorrection> Corrections);
