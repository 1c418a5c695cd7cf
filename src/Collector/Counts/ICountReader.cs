using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Counts;

/// <summary>
/// A consistent read of all counts at one version. Pure memory, microseconds per question. Hold it only for the length of one answer.
/// A <i>node</i> is (metric, category, unit, source): it includes all that lies below the category and the unit; source null = the sum over sources.
/// Spans are half-open and given in statistical days (day numbers) or hours (hour indexes) of the catalogue's calendar.
/// Only flows and stocks have nodes; statistics compose selections and ratios from them.
/// </summary>
public interface ICountReader
{
    /// <summary>The version that every answer of this reader is of.</summary>
    long Version { get; }

    /// <summary>The catalogue that every answer of this reader is under.</summary>
    Catalogue Catalogue { get; }

    /// <summary>Flow: the sum over whole statistical days [fromDay, toDay), month and year figures inside the span included.</summary>
    CountAnswer SumDays(CountNode node, int fromDay, int toDay);

    /// <summary>Flow: the sum over hours [fromHour, toHour). An empty span is known, and 0. Whole days in the span are taken as days (day, month and year figures count there).</summary>
    CountAnswer SumHours(CountNode node, int fromHour, int toHour);

    /// <summary>
    /// Stock: per leaf series below the node the last figure whose bucket lies wholly in [fromDay, toDay), added up. It is fully known while no
    /// later figure within the span is overdue: due is the end of the bucket after the source's last one, and the time that it may be late.
    /// </summary>
    CountAnswer Last(CountNode node, int fromDay, int toDay);

    /// <summary>Flow: hour counts of [fromHour, fromHour + values.Length); null where unknown. Much faster than one call per hour.</summary>
    void ReadHours(CountNode node, int fromHour, Span<long?> values);

    /// <summary>Flow: day counts of [fromDay, fromDay + values.Length); null where unknown. Much faster than one call per day.</summary>
    void ReadDays(CountNode node, int fromDay, Span<long?> values);

    /// <summary>Flow: adds to values[i] what is counted by the hour in fromHour + i, 0 where nothing is, whether or not a coarser figure stands above it,
    /// over which <see cref="ReadHours"/> gives null.</summary>
    void AddStandingHours(CountNode node, int fromHour, Span<long> values)
    {
        long?[] known = new long?[values.Length];
        ReadHours(node, fromHour, known);
        for (int i = 0; i < known.Length; i++)
        {
            values[i] += known[i] ?? 0;
        }
    }

    /// <summary>Flow: adds to values[i] what is counted by the day or the hour in fromDay + i, likewise.</summary>
    void AddStandingDays(CountNode node, int fromDay, Span<long> values)
    {
        long?[] known = new long?[values.Length];
        ReadDays(node, fromDay, known);
        for (int i = 0; i < known.Length; i++)
        {
            values[i] += known[i] ?? 0;
        }
    }

    /// <summary>Whether any record or figure stands directly at this node, not below it (the uncategorised part, the parent unit's own part).</summary>
    bool HasOwn(CountNode node);

    /// <summary>Whether any record or figure is known at the node's own category (all of the unit's subtree) or own unit (all of the category's subtree), or, with both, at exactly this node.</summary>
    bool HasOwn(CountNode node, bool ownCategory, bool ownUnit) => HasOwn(node);

    /// <summary>Like <see cref="SumHours"/> for what stands directly at the node's category (own category) or unit (own unit), without what is below.</summary>
    CountAnswer SumHoursOwn(CountNode node, bool ownCategory, bool ownUnit, int fromHour, int toHour);

    /// <summary>
    /// Late and reclassified records of whole statistical days [fromDay, toDay) at the node, or directly at its own category or unit; those that a
    /// ready figure sets aside included. Stocks have none.
    /// </summary>
    CorrectionTally Corrections(CountNode node, bool ownCategory, bool ownUnit, int fromDay, int toDay);

    /// <summary>The same for all flows that a source feeds: <c>dq.late</c> and <c>dq.reclassified</c> with what they are a share of.</summary>
    SourceCorrections Corrections(SourceSystem source, int fromDay, int toDay)
    {
        SourceCorrections sum = default;
        foreach (Metric metric in Catalogue.Metrics)
        {
            if (metric.Kind == MetricKind.Flow && metric.Sources.Any(each => each.Id == source.Id))
            {
                CountNode node = new(metric, metric.Categories[0], Catalogue.RootUnit, source);
                sum = new SourceCorrections(sum.Counted + (SumDays(node, fromDay, toDay).Value ?? 0), sum.Tally + Corrections(node, false, false, fromDay, toDay));
            }
        }

        return sum;
    }

    /// <summary>Hours [From, To) that a source covers by events for a metric: from its first record to its last successful delivery; null if it never sent an event of it.</summary>
    HourSpan? EventCoverage(SourceSystem source, Metric metric);
}
