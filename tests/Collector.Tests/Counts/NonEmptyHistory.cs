namespace Tongbi.Collector.Tests.Counts;

/// <summary>At least one step; prints itself so that a counterexample can be played again.</summary>
public sealed record NonEmptyHistory(IReadOnlyList<CubeStep> Steps)
{
    public override string ToString() => string.Join(' ', Steps.Select(step => step.Seed));
}
