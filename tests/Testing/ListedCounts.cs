using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Testing;

/// <summary>
/// A brute-force model of the cube: a plain list of buckets (leaf, hours, count, grain) that every question walks again. Coverage is told, not derived:
/// everything in <see cref="Know"/>'s spans is known, everything else is not.
/// </summary>
public sealed class ListedCounts(Catalogue catalogue) : ICountReader
{
    public long Version { get; set; } = 1;

    public Catalogue Catalogue => catalogue;

    private OfficeCalendar Calendar => catalogue.Calendar;

    /// <summary>Adds a bucket; the leaf's source must be named.</summary>
    public ListedCounts Add(CountNode leaf, int fromHour, int toHour, long count, BucketGrain grain = BucketGrain.Hour)
    {
        (Metric, string?) key = (leaf.Metric, leaf.Source?.Id);
        if (!buckets.TryGetValue(key, out Dictionary<(CategoryNode, UnitNode), List<Bucket>>? leaves))
        {
            buckets[key] = leaves = [];
        }

        if (!leaves.TryGetValue((leaf.Category, leaf.Unit), out List<Bucket>? list))
        {
            leaves[(leaf.Category, leaf.Unit)] = list = [];
        }

        longestBucket = Math.Max(longestBucket, toHour - fromHour);
        Bucket bucket = new(fromHour, toHour, count, grain);
        int place = list.Count;
        while (place > 0 && list[place - 1].From > fromHour)
        {
            place--;
        }

        list.Insert(place, bucket);
        return this;
    }

    /// <summary>Adds a figure of whole statistical days.</summary>
    public ListedCounts AddDays(CountNode leaf, int fromDay, int toDay, long count, BucketGrain grain = BucketGrain.Day) =>
        Add(leaf, Calendar.FirstHourOfDay(fromDay), Calendar.FirstHourOfDay(toDay), count, grain);

    /// <summary>A source has told everything about a metric in these hours.</summary>
    public ListedCounts Know(SourceSystem source, Metric metric, int fromHour, int toHour)
    {
        known.Add((source.Id, metric, new HourSpan(fromHour, toHour)));
        return this;
    }

    public CountAnswer SumDays(CountNode node, int fromDay, int toDay) => SumHours(node, Calendar.FirstHourOfDay(fromDay), Calendar.FirstHourOfDay(toDay));

    public CountAnswer SumHours(CountNode node, int fromHour, int toHour) => Sum(node, false, false, fromHour, toHour);

    public CountAnswer SumHoursOwn(CountNode node, bool ownCategory, bool ownUnit, int fromHour, int toHour) => Sum(node, ownCategory, ownUnit, fromHour, toHour);

    public CountAnswer Last(CountNode node, int fromDay, int toDay)
    {
        (int from, int to) = (Calendar.FirstHourOfDay(fromDay), Calendar.FirstHourOfDay(toDay));
        Bucket[] last = [.. Leaves(node, false, false)
            .Select(list => list.Where(bucket => bucket.From >= from && bucket.To <= to).OrderBy(bucket => bucket.To).LastOrDefault())
            .OfType<Bucket>()];
        return last.Length == 0
            ? CountAnswer.Unknown(SourceIds(node))
            : new CountAnswer(last.Sum(bucket => bucket.Count), CountKnowledge.Full, last.Max(bucket => bucket.Grain), []);
    }

    /// <summary>Adds records of a day that came late or were moved.</summary>
    public ListedCounts Correct(CountNode leaf, int day, int late, int moved)
    {
        corrections.Add((leaf, day, new CorrectionTally(late, moved)));
        return this;
    }

    public CorrectionTally Corrections(CountNode node, bool ownCategory, bool ownUnit, int fromDay, int toDay) =>
        corrections
            .Where(entry => entry.Leaf.Metric == node.Metric && SourceIds(node).Contains(entry.Leaf.Source?.Id) && entry.Day >= fromDay && entry.Day < toDay)
            .Where(entry => ownCategory ? entry.Leaf.Category == node.Category : IsBelow(entry.Leaf.Category, node.Category))
            .Where(entry => ownUnit ? entry.Leaf.Unit == node.Unit : node.Unit.Contains(entry.Leaf.Unit))
            .Aggregate(default(CorrectionTally), (sum, entry) => sum + entry.Tally);

    public void ReadHours(CountNode node, int fromHour, Span<long?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = SumHours(node, fromHour + i, fromHour + i + 1).Value;
        }
    }

    public void ReadDays(CountNode node, int fromDay, Span<long?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = SumDays(node, fromDay + i, fromDay + i + 1).Value;
        }
    }

    public bool HasOwn(CountNode node) => Leaves(node, true, true).Any(list => list.Count > 0);

    public HourSpan? EventCoverage(SourceSystem source, Metric metric) =>
        known.Where(entry => entry.Source == source.Id && entry.Metric == metric).Select(entry => (HourSpan?)entry.Span).FirstOrDefault();

    private CountAnswer Sum(CountNode node, bool ownCategory, bool ownUnit, int from, int to)
    {
        BucketGrain coarsest = BucketGrain.Hour;
        long sum = 0;
        bool any = false;
        bool straddled = false;
        foreach (List<Bucket> list in Leaves(node, ownCategory, ownUnit))
        {
            for (int i = FirstTouching(list, from); i < list.Count && list[i].From < to; i++)
            {
                Bucket bucket = list[i];
                if (bucket.To <= from)
                {
                    continue;
                }

                any = true;
                straddled |= bucket.From < from || bucket.To > to;
                coarsest = bucket.Grain > coarsest ? bucket.Grain : coarsest;
                sum += bucket.Count;
            }
        }

        string[] missing = [.. SourceIds(node).Where(source => CoveredHours(source, node.Metric, from, to) < to - from)];
        bool covered = SourceIds(node).Any(source => CoveredHours(source, node.Metric, from, to) > 0);
        return straddled ? new CountAnswer(null, CountKnowledge.TooCoarse, coarsest, missing)
            : !any && !covered ? CountAnswer.Unknown(missing)
            : new CountAnswer(sum, missing.Length == 0 ? CountKnowledge.Full : CountKnowledge.Partial, coarsest, missing);
    }

    // Spans of one source and metric are taken not to overlap.
    private int CoveredHours(string source, Metric metric, int from, int to) =>
        known.Where(entry => entry.Source == source && entry.Metric == metric).Sum(entry => Math.Max(0, Math.Min(to, entry.Span.To) - Math.Max(from, entry.Span.From)));

    private IEnumerable<List<Bucket>> Leaves(CountNode node, bool ownCategory, bool ownUnit) =>
        SourceIds(node).SelectMany(source => buckets.GetValueOrDefault((node.Metric, source)) ?? [])
            .Where(leaf => ownCategory ? leaf.Key.Item1 == node.Category : IsBelow(leaf.Key.Item1, node.Category))
            .Where(leaf => ownUnit ? leaf.Key.Item2 == node.Unit : node.Unit.Contains(leaf.Key.Item2))
            .Select(leaf => leaf.Value);

    private static bool IsBelow(CategoryNode? category, CategoryNode top)
    {
        while (category is not null && category != top)
        {
            category = category.Parent;
        }

        return category is not null;
    }

    private static string[] SourceIds(CountNode node) => node.Source is { } source ? [source.Id] : [.. node.Metric.CountedSources.Select(each => each.Id)];

    /// <summary>Buckets are ordered by beginning: those that begin earlier than the longest one lasts cannot reach the hour.</summary>
    private int FirstTouching(List<Bucket> list, int hour)
    {
        int low = 0;
        int high = list.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (list[middle].From < hour - longestBucket)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed record Bucket(int From, int To, long Count, BucketGrain Grain);

    private readonly Dictionary<(Metric, string?), Dictionary<(CategoryNode, UnitNode), List<Bucket>>> buckets = [];
    private readonly List<(string Source, Metric Metric, HourSpan Span)> known = [];
    private readonly List<(CountNode Leaf, int Day, CorrectionTally Tally)> corrections = [];
    private int longestBucket;
}
