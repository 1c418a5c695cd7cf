using Tongbi.Fuzz;

namespace Tongbi.Collector.Tests.Fuzz;

/// <summary>A small, always equal part of the long fuzz runs (docs/performance.md), and that such a run can fail.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Parser_UnderGeneratedInputs_KeepsItsPromises(string name)
    {
        IFuzzTarget target = FuzzTargets.Find(name)!; // the name is from the list
        StringWriter told = new();

        Assert.True(new FuzzRun(target, seed: 20260301, TimeProvider.System, told).Run(0, 10_000), told.ToString());
    }

    /// <summary>What a long run found once: where the row behind a row of more than 64 KiB begins depended on how the body was cut.</summary>
    [Theory]
    [InlineData("csv", 20261123, 325_087)]
    [InlineData("import", 20261123, 30_089)]
    public void Parser_OnWhatALongRunFound_KeepsItsPromises(string name, long seed, long number)
    {
        StringWriter told = new();

        Assert.True(new FuzzRun(FuzzTargets.Find(name)!, (ulong)seed, TimeProvider.System, told).Run(number, 1), told.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_WithAFailingCase_TellsHowToBringItBack(bool isExpectedKind)
    {
        StringWriter told = new();

        Assert.False(new FuzzRun(new FailsAtOnce(isExpectedKind), seed: 7, TimeProvider.System, told).Run(41, 10));

        Assert.Contains("broken FAILED at case 41; again: broken --seed 7 --only 41", told.ToString(), StringComparison.Ordinal);
        Assert.Equal(isExpectedKind, told.ToString().Contains("input, 3 bytes: AQID", StringComparison.Ordinal));
    }

    [Fact]
    public void Random_OfACase_IsTheSameWhereverTheRunBegins()
    {
        Assert.Equal(new FuzzRandom(7, 41).Next(), new FuzzRandom(7, 41).Next());
        Assert.NotEqual(new FuzzRandom(7, 41).Next(), new FuzzRandom(7, 42).Next());
        Assert.NotEqual(new FuzzRandom(7, 41).Next(), new FuzzRandom(8, 41).Next());
    }

    private sealed class FailsAtOnce(bool isExpectedKind) : IFuzzTarget
    {
        public string Name => "broken";

        public string Meaning => "fails";

        public string Summary => "";

        public void Check(FuzzRandom random) => throw (isExpectedKind ? new FuzzFailureException("a promise", new byte[] { 1, 2, 3 }) : new InvalidOperationException("anything"));
    }
}
