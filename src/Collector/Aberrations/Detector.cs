namespace Tongbi.Collector.Aberrations;

/// <summary>A detector with its settings: one question put to any series.</summary>
public abstract class Detector
{
    /// <summary>The public contract's name, e.g. <c>farrington-flexible</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The settings in force under the names of R's <c>surveillance</c>, in its order.</summary>
    public abstract IReadOnlyDictionary<string, object?> Parameters { get; }

    /// <summary>Evaluates positions [first, last]; NaN in <paramref name="observed"/> is an unknown count.</summary>
    /// <param name="observed">Counts, equally spaced, oldest first.</param>
    /// <param name="first">Zero-based position of the first point to evaluate.</param>
    /// <param name="last">Zero-based position of the last.</param>
    /// <param name="dates">First days of the periods, where the same week of another year is found by the calendar; null = by counting.</param>
    public abstract IReadOnlyList<AberrationPoint> Detect(ReadOnlySpan<double> observed, int first, int last, IReadOnlyList<DateOnly>? dates);

    /// <summary>Roughly how many multiplications one point takes.</summary>
    internal abstract long CostOfPoint { get; }
}
