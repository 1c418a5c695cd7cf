namespace Tongbi.Collector.Counts;

/// <summary>How the corrections of one day of one leaf series moved.</summary>
/// <param name="Handle">Handle of the leaf series.</param>
/// <param name="Day">Statistical day on which the records occurred.</param>
/// <param name="Late">Late records that came, less those that left.</param>
/// <param name="Moved">Reclassified records that came, less those that left.</param>
internal readonly record struct LeafCorrection(int Handle, int Day, int Late, int Moved)
{
    /// <summary>The one that undoes this.</summary>
    public LeafCorrection Undone => this with { Late = -Late, Moved = -Moved };
}
