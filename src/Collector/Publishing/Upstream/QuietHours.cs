using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>
/// Which hours the level above is still to be told of though nothing happened in them: those that a source covers by events. One series of every source and metric
/// speaks for them. Remembers where the coverage began when it was told last: an event from before that stretches it back.
/// </summary>
internal sealed class QuietHours
{
    private const string Quiet = "quiet|";
    private Dictionary<string, int> firstTold = new(StringComparer.Ordinal);
    private Dictionary<string, int> firstNow = new(StringComparer.Ordinal);

    /// <summary>The hours that came to be covered since the hour for which they were told last, and before what was told at all.</summary>
    public List<(UpperSeries Upper, HourSpan Hours)> Due(ICountReader counts, PublishTarget target, PublishedTree tree, int fromHour, Instant now)
    {
        List<(UpperSeries, HourSpan)> due = [];
        firstNow = new(firstTold, StringComparer.Ordinal);
        if (target.Units.Count == 0)
        {
            return due;
        }

        string unit = target.Units.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value;
        foreach (Metric metric in counts.Catalogue.Metrics.Where(metric => metric.IsFed && metric.Kind == MetricKind.Flow))
        {
            foreach (SourceSystem source in metric.Sources)
            {
                if (counts.EventCoverage(source, metric) is not { } covered)
                {
                    continue;
                }

                UpperSeries upper = UpperBook.Upper(tree, source.Id, metric.Id, "", unit);
                string key = $"{source.Id}|{metric.Id}";
                int from = Math.Max(fromHour, covered.From);
                Take(upper, covered.From, Math.Min(from, firstTold.GetValueOrDefault(key, covered.From)));
                Take(upper, from, Math.Min(counts.Catalogue.Calendar.HourOf(now), covered.To));
                firstNow[key] = covered.From;
            }
        }

        return due;

        void Take(UpperSeries upper, int from, int to)
        {
            if (from < to)
            {
                due.Add((upper, new HourSpan(from, to)));
            }
        }
    }

    /// <summary>What was due is told.</summary>
    public void Told() => firstTold = firstNow;

    /// <summary>Takes over what was kept.</summary>
    public void Load(IReadOnlyDictionary<string, int[]> kept) =>
        firstTold = kept.Where(pair => pair.Key.StartsWith(Quiet, StringComparison.Ordinal) && pair.Value.Length == 1).ToDictionary(pair => pair.Key[Quiet.Length..], pair => pair.Value[0], StringComparer.Ordinal);

    /// <summary>All of it, to be kept.</summary>
    public void Save(Dictionary<string, int[]> kept)
    {
        foreach ((string key, int first) in firstTold)
        {
            kept[Quiet + key] = [first];
        }
    }
}
