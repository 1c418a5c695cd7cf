using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>A ratio of two flows or stocks, each read by its own rule; never an average of ratios.</summary>
internal sealed class RatioMeasure(Measure numerator, Measure denominator) : Measure
{
    /// <inheritdoc/>
    public override Reading Read(ICountReader counts, ComparedSpan span) => new(numerator.Read(counts, span).Above, denominator.Read(counts, span).Above);

    /// <inheritdoc/>
    public override CorrectionTally ReadCorrections(ICountReader counts, ComparedSpan span) =>
        numerator.ReadCorrections(counts, span) + denominator.ReadCorrections(counts, span);

    /// <inheritdoc/>
    public override void ReadCurve(ICountReader counts, bool byHour, int from, Span<decimal?> values, Rounding rounding)
    {
        decimal?[] below = new decimal?[values.Length];
        numerator.ReadCurve(counts, byHour, from, values, rounding);
        denominator.ReadCurve(counts, byHour, from, below, rounding);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = values[i] is { } above && below[i] is { } divisor and > 0 ? ExactQuotient.Round((Int128)above, (Int128)divisor, 4, rounding) : null;
        }
    }
}
