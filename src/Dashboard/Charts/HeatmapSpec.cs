namespace Tongbi.Dashboard.Charts;

/// <summary>Counts in two directions, as weekday by hour.</summary>
public sealed record HeatmapSpec : ChartSpec
{
    /// <summary>The names of the rows, from the top.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The names of the columns, from the left.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Row by row, as many as rows × columns; null = unknown.</summary>
    public required IReadOnlyList<long?> Values { get; init; }
}
