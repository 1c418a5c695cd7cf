namespace Tongbi.Collector.Aberrations;

/// <summary>Settings of an EARS detector under the names of R's <c>surveillance::earsC</c>.</summary>
/// <param name="Method">C1, C2 or C3.</param>
/// <param name="Baseline">Days in the baseline, 3 or more.</param>
/// <param name="MinSigma">Smallest standard deviation to use (C1, C2); 0 = none.</param>
/// <param name="Alpha">One-sided error; null = 0.001 for C1 and C2, 0.025 for C3.</param>
public sealed record EarsParameters(EarsMethod Method, int Baseline = 7, double MinSigma = 0, double? Alpha = null)
{
    /// <summary>The error in force.</summary>
    public double EffectiveAlpha => Alpha ?? (Method == EarsMethod.C3 ? 0.025 : 0.001);
}
