using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// A stock: the last figure in the span, added up over the unit and category trees, never over time. What stands at a parent itself is the parent
/// less its <paramref name="children"/>.
/// </summary>
internal sealed class StockMeasure(IReadOnlyList<CountNode> nodes, IReadOnlyList<CountNode> children) : Measure
{
    /// <inheritdoc/>
    public override Reading Read(ICountReader counts, ComparedSpan span)
    {
        if (span.Hours is null)
        {
            return new Reading(CountAnswer.Unknown([.. nodes.SelectMany(node => node.Metric.CountedSources).Select(source => source.Id).Distinct()]));
        }

        CountAnswer whole = CountAnswers.Sum(nodes.Select(node => counts.Last(node, span.FromDay, span.ToDay)));
        return new Reading(children.Count == 0 ? whole : CountAnswers.Less(whole, CountAnswers.Sum(children.Select(node => counts.Last(node, span.FromDay, span.ToDay)))));
    }

    /// <inheritdoc/>
    public override CorrectionTally ReadCorrections(ICountReader counts, ComparedSpan span) => default; // figures, no records

    /// <inheritdoc/>
    public override void ReadCurve(ICountReader counts, bool byHour, int from, Span<decimal?> values, Rounding rounding)
    {
        if (byHour)
        {
            throw new QueryException("bad_grain", "grain", "grain 'hour' does not fit a stock, which is the last figure of a day or more; use day, week, month, quarter or year.");
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Read(counts, ComparedSpan.WholeDays(counts.Catalogue.Calendar, from + i, from + i + 1)).Above.Value;
        }
    }
}
