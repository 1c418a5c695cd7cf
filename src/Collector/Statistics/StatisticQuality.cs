namespace Tongbi.Collector.Statistics;

/// <summary>What is known about a figure.</summary>
/// <param name="State"><c>complete</c>; <c>provisional</c> (the period is still running, or its last stock is not due yet); <c>partial</c> (a source left a gap); <c>unknown</c>.</param>
/// <param name="MissingSources">Authoritative sources whose coverage leaves a gap in the period.</param>
/// <param name="Coarsest">Coarsest grain that went in, or through which a nothing is known: <c>hour day month year</c>.</param>
public sealed record StatisticQuality(string State, IReadOnlyList<string> MissingSources, string Coarsest)
{
    /// <summary>The weakest seal among the months of the period, <c>open closed locked</c>, where any of them is closed or locked; null where none is.</summary>
    public string? Sealed { get; init; }
}
