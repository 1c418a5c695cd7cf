namespace Tongbi.Collector.Tests.Counts;

/// <summary>One step of a random history, packed into a number so that FsCheck can drop steps when it looks for a smaller counterexample.</summary>
public readonly record struct CubeStep(int Seed)
{
    /// <summary>The random numbers of this step: the same seed gives the same step.</summary>
    public Random Numbers() => new(Seed);
}
