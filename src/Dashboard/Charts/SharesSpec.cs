namespace Tongbi.Dashboard.Charts;

/// <summary>The parts of a whole 占比; drawn as one bar or a ring with its words, never as a pie of many slices.</summary>
public sealed record SharesSpec : ChartSpec
{
    /// <summary>The parts, largest first; <see cref="BarRow.Text"/> holds count and share.</summary>
    public required IReadOnlyList<BarRow> Parts { get; init; }
}
