using System.Runtime.InteropServices;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>
/// Days of metrics on which it may have changed what is known, though no count did: a first event or a later delivery stretched what a source covers by
/// events, or a figure came or went.
/// </summary>
internal sealed class KnowledgeDays
{
    private readonly Dictionary<(string Metric, int Day), bool> less = [];

    /// <summary>By <c>source|metric</c>, the first and last day that events covered when that was last looked at.</summary>
    public IReadOnlyDictionary<string, int[]> Covered { get; set; } = new Dictionary<string, int[]>();

    public void Clear() => less.Clear();

    public void Add(string metric, int fromDay, int toDay, bool isLess)
    {
        for (int day = fromDay; day < toDay; day++)
        {
            ref bool known = ref CollectionsMarshal.GetValueRefOrAddDefault(less, (metric, day), out _);
            known |= isLess;
        }
    }

    /// <summary>Looks at what events cover now, and notes the days where that is more than it was. The last day covered before was covered in part.</summary>
    public void Note(ICountReader counts)
    {
        Dictionary<string, int[]> now = new(StringComparer.Ordinal);
        foreach (Metric metric in counts.Catalogue.Metrics.Where(metric => metric.IsFed))
        {
            foreach (SourceSystem source in metric.Sources)
            {
                if (counts.EventCoverage(source, metric) is not { } hours)
                {
                    continue;
                }

                OfficeCalendar calendar = counts.Catalogue.Calendar;
                int from = calendar.DayOfHour(hours.From);
                int to = calendar.DayOfHour(Math.Min(hours.To, calendar.EndHour) - 1);
                string key = source.Id + "|" + metric.Id;
                now[key] = [from, to];
                (int oldFrom, int oldTo) = Covered.TryGetValue(key, out int[]? old) && old is [int first, int last] ? (first, last) : (to, to);
                if (from < oldFrom)
                {
                    Add(metric.Id, from, oldFrom + 1, isLess: false);
                }

                if (to > oldTo)
                {
                    Add(metric.Id, oldTo, to + 1, isLess: false);
                }
            }
        }

        Covered = now;
    }

    /// <summary>Gives and forgets everything noted, with the days that speak of it, for the metric itself and those made of it.</summary>
    public IEnumerable<(Metric Metric, ComparedDay Day)> Take(Catalogue catalogue)
    {
        Dictionary<(Metric, int), bool> all = [];
        foreach (((string id, int moved), bool isLess) in less)
        {
            foreach (Metric metric in MadeOf(catalogue, id))
            {
                foreach (int day in ComparisonWriter.SpeakingOf(moved).Prepend(moved))
                {
                    ref bool known = ref CollectionsMarshal.GetValueRefOrAddDefault(all, (metric, day), out _);
                    known |= isLess;
                }
            }
        }

        less.Clear();
        return all.Select(one => (one.Key.Item1, new ComparedDay(one.Key.Item2, HasMoved: false, one.Value)));
    }

    private static IEnumerable<Metric> MadeOf(Catalogue catalogue, string id)
    {
        HashSet<string> parts = [id, .. catalogue.Metrics.Where(metric => metric.Of?.Id == id).Select(metric => metric.Id)];
        return catalogue.Metrics.Where(metric => parts.Contains(metric.Id)
            || (metric is { Numerator: { } above, Denominator: { } below } && (parts.Contains(above.Id) || parts.Contains(below.Id))));
    }
}
