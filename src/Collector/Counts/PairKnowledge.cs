namespace Tongbi.Collector.Counts;

/// <summary>What a source told of one metric.</summary>
internal sealed class PairKnowledge
{
    /// <summary>Version with the first event; <see cref="long.MaxValue"/> = never sent one.</summary>
    public long FirstEventVersion { get; set; } = long.MaxValue;

    /// <summary>What its figures cover; null = never sent one.</summary>
    public FigureCoverage? Figures { get; set; }
}
