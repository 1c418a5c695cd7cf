namespace Tongbi.Dashboard.Charts;

/// <summary>A curve over time with last year's as a ghost line, an expected band and a threshold where there are any.</summary>
public sealed record TrendSpec : ChartSpec
{
    /// <summary>One label for each place on the axis, as 6-01 or 08时.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The name of the curve, as 本年.</summary>
    public required string Name { get; init; }

    /// <summary>The curve; null where the count is unknown, which is a gap and never 0.</summary>
    public required IReadOnlyList<decimal?> Values { get; init; }

    /// <summary>The name of the ghost line, as 上年同期; empty if there is none.</summary>
    public string BaseName { get; init; } = "";

    /// <summary>The ghost line, as long as <see cref="Values"/>, or null.</summary>
    public IReadOnlyList<decimal?>? Base { get; init; }

    /// <summary>The lower edge of what is expected, as long as <see cref="Values"/>, or null.</summary>
    public IReadOnlyList<decimal?>? Low { get; init; }

    /// <summary>The upper edge of what is expected, as long as <see cref="Values"/>, or null.</summary>
    public IReadOnlyList<decimal?>? High { get; init; }

    /// <summary>What the band is; empty = what is expected.</summary>
    public string BandName { get; init; } = "";

    /// <summary>A horizontal line, as an alert's threshold, or null.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>From which place on the values are not final (provisional or running); null if all are.</summary>
    public int? ProvisionalFrom { get; init; }

    /// <summary>Spans to shade, as an alert's episodes: places [From, To).</summary>
    public IReadOnlyList<(int From, int To)> Episodes { get; init; } = [];
}
