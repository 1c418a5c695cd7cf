namespace Tongbi.Dashboard.Charts;

/// <summary>Horizontal bars in the order given, best first.</summary>
public sealed record RankingSpec : ChartSpec
{
    /// <summary>The rows, from top to bottom.</summary>
    public required IReadOnlyList<BarRow> Rows { get; init; }
}
