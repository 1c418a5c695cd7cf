using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Publishing.Influx.Reading;

/// <summary>What has to be read from a store before a question can be answered: series, each with the span of buckets (hour indexes or day numbers).</summary>
public sealed class StoredQuestions
{
    private readonly Dictionary<StoredSeries, HourSpan> spans = [];

    /// <summary>The series and their spans.</summary>
    public IReadOnlyDictionary<StoredSeries, HourSpan> Spans => spans;

    /// <summary>Adds buckets [from, to) of a series.</summary>
    public void Add(StoredSeries series, int from, int to)
    {
        HourSpan known = spans.GetValueOrDefault(series, new HourSpan(from, to));
        spans[series] = new HourSpan(Math.Min(known.From, from), Math.Max(known.To, to));
    }
}
