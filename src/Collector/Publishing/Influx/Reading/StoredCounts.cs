using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Influx.Reading;

/// <summary>
/// The counts with everything before a day read from an InfluxDB that they are published to. Whether a bucket is known at all is not in the store (nothing and
/// unknown look alike there): the counts themselves tell that, and what is known by a figure of a month or a year, or of a stock, which the store has no bucket
/// for. A point that is missing where the counts have something is never taken for nothing: then the store is incomplete.
/// <para>First without <paramref name="stored"/>: answers from the counts and notes in <paramref name="asked"/> what has to be read. Then with it.</para>
/// </summary>
public sealed class StoredCounts(ICountReader counts, int beforeDay, StoredQuestions asked, StoredBuckets? stored) : ICountReader
{
    private readonly OfficeCalendar calendar = counts.Catalogue.Calendar;
    private readonly int beforeHour = counts.Catalogue.Calendar.FirstHourOfDay(beforeDay);

    /// <inheritdoc/>
    public long Version => counts.Version;

    /// <inheritdoc/>
    public Catalogue Catalogue => counts.Catalogue;

    /// <inheritdoc/>
    public CountAnswer SumDays(CountNode node, int fromDay, int toDay)
    {
        CountAnswer answer = counts.SumDays(node, fromDay, toDay);
        return fromDay < beforeDay && IsStored(answer) ? answer with { Value = Sum(node, calendar.FirstHourOfDay(fromDay), calendar.FirstHourOfDay(toDay)) } : answer;
    }

    /// <inheritdoc/>
    public CountAnswer SumHours(CountNode node, int fromHour, int toHour)
    {
        CountAnswer answer = counts.SumHours(node, fromHour, toHour);
        return fromHour < beforeHour && IsStored(answer) ? answer with { Value = Sum(node, fromHour, toHour) } : answer;
    }

    /// <inheritdoc/>
    public CountAnswer SumHoursOwn(CountNode node, bool ownCategory, bool ownUnit, int fromHour, int toHour)
    {
        CountAnswer answer = counts.SumHoursOwn(node, ownCategory, ownUnit, fromHour, toHour);
        if (fromHour >= beforeHour || !IsStored(answer))
        {
            return answer;
        }

        // The store has sums only: what stands at the node itself is the node without its children, as long as each of them is known bucket by bucket.
        (CountNode Node, int Sign)[] parts = [.. Parts(node, ownCategory, ownUnit)];
        return Array.TrueForAll(parts, part => counts.SumHours(part.Node, fromHour, toHour) is { Value: null, Knowledge: CountKnowledge.None } or { Value: not null, CoarsestFigure: < BucketGrain.Month })
            ? answer with { Value = parts.Sum(part => part.Sign * Sum(part.Node, fromHour, toHour)) }
            : answer;
    }

    /// <inheritdoc/>
    public CountAnswer Last(CountNode node, int fromDay, int toDay) => counts.Last(node, fromDay, toDay);

    /// <inheritdoc/>
    public void ReadHours(CountNode node, int fromHour, Span<long?> values)
    {
        counts.ReadHours(node, fromHour, values);
        Read(node, byHour: true, fromHour, beforeHour, values);
    }

    /// <inheritdoc/>
    public void ReadDays(CountNode node, int fromDay, Span<long?> values)
    {
        counts.ReadDays(node, fromDay, values);
        Read(node, byHour: false, fromDay, beforeDay, values);
    }

    /// <inheritdoc/>
    public bool HasOwn(CountNode node) => counts.HasOwn(node);

    /// <inheritdoc/>
    public bool HasOwn(CountNode node, bool ownCategory, bool ownUnit) => counts.HasOwn(node, ownCategory, ownUnit);

    /// <inheritdoc/>
    public CorrectionTally Corrections(CountNode node, bool ownCategory, bool ownUnit, int fromDay, int toDay) => counts.Corrections(node, ownCategory, ownUnit, fromDay, toDay);

    /// <inheritdoc/>
    public HourSpan? EventCoverage(SourceSystem source, Metric metric) => counts.EventCoverage(source, metric);

    private static bool IsStored(in CountAnswer answer) => answer.Value is not null && answer.CoarsestFigure < BucketGrain.Month;

    private static IEnumerable<(CountNode Node, int Sign)> Parts(CountNode node, bool ownCategory, bool ownUnit)
    {
        foreach (UnitNode unit in ownUnit ? node.Unit.Children.Prepend(node.Unit) : [node.Unit])
        {
            int sign = ReferenceEquals(unit, node.Unit) ? 1 : -1;
            yield return (node with { Unit = unit }, sign);
            foreach (CategoryNode category in ownCategory ? node.Category.Children : [])
            {
                yield return (node with { Unit = unit, Category = category }, -sign);
            }
        }
    }

    private void Read(CountNode node, bool byHour, int from, int before, Span<long?> values)
    {
        int end = Math.Min(values.Length, before - from);
        StoredSeries series = StoredSeries.Of(node, byHour);
        for (int i = 0; i < end; i++)
        {
            if (values[i] is { } known)
            {
                values[i] = Bucket(series, from + i, known);
            }
        }
    }

    /// <summary>The sum over hours, the part before the day from the store: whole days by the day, the rest by the hour.</summary>
    private long Sum(CountNode node, int fromHour, int toHour)
    {
        int end = Math.Min(toHour, beforeHour);
        int firstDay = calendar.DayOfHour(fromHour), lastDay = calendar.DayOfHour(end - 1) + 1;
        firstDay += calendar.FirstHourOfDay(firstDay) < fromHour ? 1 : 0;
        lastDay -= calendar.FirstHourOfDay(lastDay) > end ? 1 : 0;
        long sum = end < toHour ? counts.SumHours(node, end, toHour).Value ?? 0 : 0;
        return firstDay < lastDay
            ? sum + SumBuckets(node, byHour: true, fromHour, calendar.FirstHourOfDay(firstDay)) + SumBuckets(node, byHour: false, firstDay, lastDay) + SumBuckets(node, byHour: true, calendar.FirstHourOfDay(lastDay), end)
            : sum + SumBuckets(node, byHour: true, fromHour, end);
    }

    private long SumBuckets(CountNode node, bool byHour, int from, int to)
    {
        if (from >= to)
        {
            return 0;
        }

        long?[] known = new long?[to - from];
        if (byHour)
        {
            counts.ReadHours(node, from, known);
        }
        else
        {
            counts.ReadDays(node, from, known);
        }

        StoredSeries series = StoredSeries.Of(node, byHour);
        long sum = 0;
        for (int i = 0; i < known.Length; i++)
        {
            sum += known[i] is { } own ? Bucket(series, from + i, own) : 0;
        }

        return sum;
    }

    private long Bucket(StoredSeries series, int bucket, long own)
    {
        asked.Add(series, bucket, bucket + 1);
        return stored is null ? own
            : stored.Find(series, bucket) ?? (own == 0 ? 0 : throw new StoreUnreadableException(
                "store_incomplete",
                "The store lacks points that were, or are about to be, sent to it. Ask again in a moment; if it stays so, they were removed there: raise `generation` of the target in publish.yaml to send everything again."));
    }
}
