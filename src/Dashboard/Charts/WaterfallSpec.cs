namespace Tongbi.Dashboard.Charts;

/// <summary>From last year's total to this year's, one step for each category: what the change is made of.</summary>
public sealed record WaterfallSpec : ChartSpec
{
    /// <summary>The total on the left, as 上年同期.</summary>
    public required BarRow From { get; init; }

    /// <summary>The changes; <see cref="BarRow.Value"/> is signed, and they add up to the difference of the totals.</summary>
    public required IReadOnlyList<BarRow> Steps { get; init; }

    /// <summary>The total on the right, as 本期.</summary>
    public required BarRow To { get; init; }
}
