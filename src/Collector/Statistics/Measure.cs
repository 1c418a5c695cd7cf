using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>How one figure is read from the cube over a span: the meaning of a metric's kind, in one place each.</summary>
internal abstract class Measure
{
    /// <summary>Reads the figure.</summary>
    public abstract Reading Read(ICountReader counts, ComparedSpan span);

    /// <summary>Late and reclassified records of the days that a span touches, of all parts.</summary>
    public abstract CorrectionTally ReadCorrections(ICountReader counts, ComparedSpan span);

    /// <summary>Curve of the figure by hour or, if not, by day: one reading per bucket. Null where unknown.</summary>
    /// <param name="counts">Where to read.</param>
    /// <param name="byHour">Whether the buckets are hours; else days.</param>
    /// <param name="from">First hour index or day number; the span lies within the calendar.</param>
    /// <param name="values">One place per bucket.</param>
    /// <param name="rounding">For quotients.</param>
    public abstract void ReadCurve(ICountReader counts, bool byHour, int from, Span<decimal?> values, Rounding rounding);
}
