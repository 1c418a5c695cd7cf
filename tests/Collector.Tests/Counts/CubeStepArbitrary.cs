using FsCheck;
using FsCheck.Fluent;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>Histories of up to 40 steps.</summary>
public static class CubeStepArbitrary
{
    public static Arbitrary<NonEmptyHistory> Histories() =>
        Arb.From(
            Gen.Choose(0, int.MaxValue).Select(seed => new CubeStep(seed)).NonEmptyListOf().Resize(40).Select(steps => new NonEmptyHistory([.. steps])),
            Shorter);

    private static IEnumerable<NonEmptyHistory> Shorter(NonEmptyHistory history)
    {
        CubeStep[] steps = [.. history.Steps];
        if (steps.Length > 1)
        {
            yield return new(steps[..(steps.Length / 2)]);
            yield return new(steps[(steps.Length / 2)..]);
        }

        for (int i = 0; i < steps.Length && steps.Length > 1; i++)
        {
            yield return new([.. steps[..i], .. steps[(i + 1)..]]);
        }
    }
}
