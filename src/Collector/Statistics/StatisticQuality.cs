namespace Tongbi.Collector.Statistics;

/// <summary>What is known about a figure.</summary>
/// <param name="State"><c>complete</c>; <c>provisional</c> (the period is still running); <c>partial</c> (a source left a gap); <c>unknown</c>.</param>
/// <param name="MissingSources">Authoritative sources whose coverage leaves a gap in the period.</param>
/// <param name="Coarsest">Coarsest grain that went in: <c>hour day month year</c>.</param>
public sealed record StatisticQuality(string State, IReadOnlyList<string> MissingSources, string Coarsest);
