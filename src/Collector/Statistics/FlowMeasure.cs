using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// A flow or a selection: the sum over nodes, none of which lies below another, so that nothing is counted twice. With <paramref name="ownCategory"/> or
/// <paramref name="ownUnit"/> only what stands at the nodes' own category or unit.
/// </summary>
internal sealed class FlowMeasure(IReadOnlyList<CountNode> nodes, bool ownCategory = false, bool ownUnit = false) : Measure
{
    /// <inheritdoc/>
    public override Reading Read(ICountReader counts, ComparedSpan span) => new(CountAnswers.Sum(nodes.Select(node => ReadNode(counts, node, span))));

    /// <inheritdoc/>
    public override CorrectionTally ReadCorrections(ICountReader counts, ComparedSpan span)
    {
        CorrectionTally sum = default;
        foreach (CountNode node in nodes)
        {
            sum += counts.Corrections(node, ownCategory, ownUnit, span.FromDay, span.ToDay);
        }

        return sum;
    }

    /// <inheritdoc/>
    public override void ReadCurve(ICountReader counts, bool byHour, int from, Span<decimal?> values, Rounding rounding)
    {
        if (ownCategory || ownUnit)
        {
            OfficeCalendar calendar = counts.Catalogue.Calendar;
            for (int i = 0; i < values.Length; i++)
            {
                HourSpan hours = byHour ? new HourSpan(from + i, from + i + 1) : new HourSpan(calendar.FirstHourOfDay(from + i), calendar.FirstHourOfDay(from + i + 1));
                values[i] = CountAnswers.Sum(nodes.Select(node => counts.SumHoursOwn(node, ownCategory, ownUnit, hours.From, hours.To))).Value;
            }

            return;
        }

        long?[] part = new long?[values.Length];
        values.Fill(nodes.Count == 0 ? null : 0);
        foreach (CountNode node in nodes)
        {
            if (byHour)
            {
                counts.ReadHours(node, from, part);
            }
            else
            {
                counts.ReadDays(node, from, part);
            }

            for (int i = 0; i < values.Length; i++)
            {
                values[i] += part[i];
            }
        }
    }

    private CountAnswer ReadNode(ICountReader counts, CountNode node, ComparedSpan span) => span.Hours is not { } hours
        ? CountAnswer.Unknown([.. node.Metric.CountedSources.Select(source => source.Id)])
        : ownCategory || ownUnit ? counts.SumHoursOwn(node, ownCategory, ownUnit, hours.From, hours.To)
        : span.IsCut ? counts.SumHours(node, hours.From, hours.To)
        : counts.SumDays(node, span.FromDay, span.ToDay);
}
