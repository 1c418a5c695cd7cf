using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Aberrations;

/// <summary>A question for one series' aberrations, its codes already looked up in the catalogue.</summary>
public sealed record AberrationRequest
{
    /// <summary>A flow or a selection.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The unit, with all below it.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>Category path; empty = all.</summary>
    public string Category { get; init; } = "";

    /// <summary>One source, or null for all.</summary>
    public SourceSystem? Source { get; init; }

    /// <summary>First statistical date or instant to evaluate, in the public contract's spelling.</summary>
    public required string From { get; init; }

    /// <summary>End (exclusive), likewise.</summary>
    public required string To { get; init; }

    /// <summary>One of <c>day week month</c>.</summary>
    public required string Grain { get; init; }
}
