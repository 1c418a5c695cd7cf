namespace Tongbi.Collector.Aberrations;

/// <summary>One of the methods of <see cref="Ears"/> with its settings.</summary>
public sealed class EarsDetector(EarsParameters parameters) : Detector
{
    /// <inheritdoc/>
    public override string Name => parameters.Method switch
    {
        EarsMethod.C1 => "ears-c1",
        EarsMethod.C2 => "ears-c2",
        _ => "ears-c3",
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Parameters => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["baseline"] = parameters.Baseline,
        ["minSigma"] = parameters.MinSigma,
        ["alpha"] = parameters.EffectiveAlpha,
    };

    /// <inheritdoc/>
    internal override long CostOfPoint => 8L * parameters.Baseline;

    /// <inheritdoc/>
    public override IReadOnlyList<AberrationPoint> Detect(ReadOnlySpan<double> observed, int first, int last, IReadOnlyList<DateOnly>? dates) =>
        Ears.Detect(observed, first, last, parameters);
}
