namespace Tongbi.Dashboard.Charts;

/// <summary>The same curve for many units, all on one scale.</summary>
public sealed record SmallMultiplesSpec : ChartSpec
{
    /// <summary>The curves, in reading order, all with the same labels.</summary>
    public required IReadOnlyList<TrendSpec> Panels { get; init; }
}
