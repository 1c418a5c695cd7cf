using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Testing.Counts;

/// <summary>
/// The cube's questions answered the slow and obvious way: everything is counted again from the change log for each question. A model to test
/// against, for small data only.
/// </summary>
public sealed class Recount : ICountReader
{
    private readonly OfficeCalendar calendar;
    private readonly List<Leaf> leaves = [];
    private readonly Dictionary<string, int> firstEventHour = [];
    private readonly Dictionary<string, int> lastDeliveryHour = [];
    private readonly HashSet<(string Source, string Metric)> eventful = [];
    private readonly Dictionary<(string Source, string Metric), Dictionary<int, BucketGrain>> figureHours = []; // by hour the finest grain of its figures
    private readonly Dictionary<string, long> firstDelivery = [];
    private readonly Instant now;

    /// <summary>Counts the log up to a version.</summary>
    /// <param name="catalogue">What is counted.</param>
    /// <param name="series">What the log's handles mean.</param>
    /// <param name="log">The whole log.</param>
    /// <param name="version">Later change sets are not seen.</param>
    /// <param name="hideAfter">Events after this moment within its hour are not seen.</param>
    /// <param name="now">The moment of the question.</param>
    public Recount(Catalogue catalogue, SeriesRegistry series, IEnumerable<ChangeSet> log, long version, Instant? hideAfter, Instant now)
    {
        this.now = now;
        Catalogue = catalogue;
        calendar = catalogue.Calendar;
        Version = version;
        Dictionary<int, Leaf> byHandle = [];
        foreach (ChangeSet set in log.Where(set => set.Version <= version))
        {
            foreach (Change change in set.Changes)
            {
                SeriesKey key = series[change.Series];
                lastDeliveryHour[key.Source] = Math.Max(lastDeliveryHour.GetValueOrDefault(key.Source, int.MinValue), calendar.HourOf(set.RecordedAt));
                if (!byHandle.TryGetValue(change.Series, out Leaf? leaf))
                {
                    byHandle[change.Series] = leaf = new Leaf(key);
                }

                leaf.Records += change.Presence;
                firstDelivery.TryAdd(key.Source, set.RecordedAt.ToUnixTimeSeconds());
                if (change.Grain == BucketGrain.Event)
                {
                    int hour = calendar.HourOf(change.Start);
                    firstEventHour[key.Source] = Math.Min(firstEventHour.GetValueOrDefault(key.Source, int.MaxValue), hour);
                    eventful.Add((key.Source, key.Metric));
                    bool hidden = hideAfter is { } moment && change.Start > moment.ToUnixTimeSeconds() && hour == calendar.HourOf(moment);
                    leaf.Events[hour] = leaf.Events.GetValueOrDefault(hour) + (hidden ? 0 : change.Delta);
                }
                else
                {
                    (long Value, int Presence) figure = leaf.Figures.GetValueOrDefault((change.Grain, (int)change.Start));
                    leaf.Figures[(change.Grain, (int)change.Start)] = (figure.Value + change.Delta, figure.Presence + change.Presence);
                }
            }
        }

        foreach (Heard heard in log.Where(set => set.Version <= version).SelectMany(set => set.Heard))
        {
            lastDeliveryHour[heard.Source] = Math.Max(lastDeliveryHour.GetValueOrDefault(heard.Source, int.MinValue), calendar.HourOf(heard.At));
        }

        foreach (ChangeSet set in log.Where(set => set.Version <= version && set.Corrections is not null))
        {
            long recorded = set.RecordedAt.ToUnixTimeSeconds();
            foreach (Change change in set.Changes.Where(change => change.Grain == BucketGrain.Event))
            {
                Note(byHandle[change.Series], change.Start, recorded, change.Presence, 0);
            }

            foreach (Correction correction in set.Corrections!) // not null: filtered above
            {
                if (!byHandle.TryGetValue(correction.Series, out Leaf? leaf))
                {
                    byHandle[correction.Series] = leaf = new Leaf(series[correction.Series]);
                }

                Note(leaf, correction.Start, recorded, -correction.Records, correction.Moved);
                Note(leaf, correction.Start, correction.FirstRecorded, correction.Records, 0);
            }
        }

        foreach (Leaf leaf in byHandle.Values)
        {
            Weigh(leaf);
            leaves.Add(leaf);
        }
    }

    public long Version { get; }

    public Catalogue Catalogue { get; }

    public CountAnswer SumDays(CountNode node, int fromDay, int toDay) => SumHours(node, calendar.FirstHourOfDay(fromDay), calendar.FirstHourOfDay(toDay));

    public CountAnswer SumHours(CountNode node, int fromHour, int toHour) => Sum(node, Below(node), fromHour, toHour);

    public CountAnswer SumHoursOwn(CountNode node, bool ownCategory, bool ownUnit, int fromHour, int toHour) =>
        Sum(node, Own(node, ownCategory, ownUnit), fromHour, toHour);

    public bool HasOwn(CountNode node) => HasOwn(node, true, true);

    public bool HasOwn(CountNode node, bool ownCategory, bool ownUnit) => Own(node, ownCategory, ownUnit).Sum(leaf => leaf.Records) > 0;

    public CountAnswer Last(CountNode node, int fromDay, int toDay)
    {
        int fromHour = calendar.FirstHourOfDay(fromDay), toHour = calendar.FirstHourOfDay(toDay);
        bool Inside((BucketGrain Grain, int Start) bucket) => HoursOf(bucket).From >= fromHour && HoursOf(bucket).To <= toHour;
        bool Touches((BucketGrain Grain, int Start) bucket) => HoursOf(bucket).From < toHour && HoursOf(bucket).To > fromHour;
        List<(long Value, BucketGrain Grain)> last = [];
        List<BucketGrain> touched = [];
        foreach (Leaf leaf in Below(node))
        {
            // The latest end; of several that end together the coarsest that finer ones do not cover.
            (BucketGrain Grain, int Start)[] candidates =
            [
                .. leaf.Known.Keys.Where(Inside)
                    .OrderByDescending(bucket => HoursOf(bucket).To).ThenBy(bucket => IsCovered(leaf, bucket)).ThenByDescending(bucket => bucket.Grain),
            ];
            if (candidates.Length > 0)
            {
                last.Add((leaf.Figures[candidates[0]].Value, candidates[0].Grain));
            }
            else
            {
                touched.AddRange(leaf.Known.Keys.Where(Touches).Select(bucket => bucket.Grain));
            }
        }

        List<string> missing = [];
        List<BucketGrain> delivered = [];
        bool awaited = false;
        foreach (SourceSystem source in Sources(node))
        {
            // Whatever series the source's last figure is of, the next one is due a bucket later.
            (BucketGrain Grain, int Start)[] told =
            [
                .. leaves.Where(leaf => leaf.Key.Metric == node.Metric.Id && leaf.Key.Source == source.Id).SelectMany(leaf => leaf.Known.Keys).Where(Inside)
                    .OrderByDescending(bucket => HoursOf(bucket).To).ThenBy(bucket => bucket.Grain),
            ];
            delivered.AddRange(told.Take(1).Select(bucket => bucket.Grain));
            HourSpan? next = told.Length == 0 ? null : HoursOf((told[0].Grain, told[0].Start + 1));
            bool isDue = next is null || now >= Instant.FromUnixTimeSeconds(calendar.StartSecondsOfHour(next.Value.To)) + source.LateAfter;
            bool fits = next is null || next.Value.To <= toHour;
            awaited |= fits && !isDue;
            if (fits && isDue)
            {
                missing.Add(source.Id);
            }
        }

        return last.Count == 0 && delivered.Count == 0
            ? new CountAnswer(null, touched.Count > 0 ? CountKnowledge.TooCoarse : CountKnowledge.None, touched.DefaultIfEmpty().Max(), missing)
            : new CountAnswer(
                last.Sum(figure => figure.Value),
                missing.Count == 0 ? CountKnowledge.Full : CountKnowledge.Partial,
                last.Count > 0 ? last.Max(figure => figure.Grain) : delivered.Max(),
                missing)
            { IsAwaited = awaited };
    }

    public CorrectionTally Corrections(CountNode node, bool ownCategory, bool ownUnit, int fromDay, int toDay)
    {
        CorrectionTally sum = default;
        foreach (Leaf leaf in Own(node, ownCategory, ownUnit))
        {
            foreach (((long occurred, long first), (int records, int moved)) in leaf.FirstRecorded.Where(entry => calendar.DayOfHour(calendar.HourOf(entry.Key.Occurred)) is var day && day >= fromDay && day < toDay))
            {
                int dayEnd = calendar.FirstHourOfDay(calendar.DayOfHour(calendar.HourOf(occurred)) + 1);
                bool isLate = Catalogue.FindSource(leaf.Key.Source) is { } source
                    && occurred > firstDelivery[source.Id]
                    && first > calendar.StartSecondsOfHour(dayEnd) + (long)source.LateAfter.TotalSeconds;
                sum += new CorrectionTally(isLate ? records : 0, moved);
            }
        }

        return sum;
    }

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

    public HourSpan? EventCoverage(SourceSystem source, Metric metric) =>
        eventful.Contains((source.Id, metric.Id))
            ? new HourSpan(firstEventHour[source.Id], Math.Max(firstEventHour[source.Id], lastDeliveryHour[source.Id]) + 1)
            : null;

    private static IEnumerable<SourceSystem> Sources(CountNode node) => node.Source is { } one ? [one] : node.Metric.CountedSources;

    private static bool IsPathBelow(string path, string above) => above.Length == 0 || path == above || path.StartsWith(above + "/", StringComparison.Ordinal);

    private static void Note(Leaf leaf, long occurred, long firstRecorded, int records, int moved)
    {
        (int Records, int Moved) sum = leaf.FirstRecorded.GetValueOrDefault((occurred, firstRecorded));
        leaf.FirstRecorded[(occurred, firstRecorded)] = (sum.Records + records, sum.Moved + moved);
    }

    private CountAnswer Sum(CountNode node, IEnumerable<Leaf> below, int fromHour, int toHour)
    {
        long sum = 0;
        bool tooCoarse = false;
        BucketGrain coarsest = BucketGrain.Hour;
        foreach (((BucketGrain Grain, int Start) bucket, long value) in below.SelectMany(leaf => leaf.Counted))
        {
            HourSpan span = HoursOf(bucket);
            if (fromHour == toHour || span.From >= toHour || span.To <= fromHour)
            {
                continue;
            }

            bool inside = span.From >= fromHour && span.To <= toHour;
            sum += inside ? value : 0;
            tooCoarse |= !inside;
            coarsest = bucket.Grain > coarsest ? bucket.Grain : coarsest;
        }

        (bool all, bool any, List<string> missing, BucketGrain through) = Coverage(node, fromHour, toHour);
        coarsest = through > coarsest ? through : coarsest;
        return tooCoarse ? new CountAnswer(null, CountKnowledge.TooCoarse, coarsest, missing)
            : !any && sum == 0 ? CountAnswer.Unknown(missing)
            : new CountAnswer(sum, all ? CountKnowledge.Full : CountKnowledge.Partial, coarsest, missing);
    }

    private (bool All, bool Any, List<string> Missing, BucketGrain Coarsest) Coverage(CountNode node, int fromHour, int toHour)
    {
        List<string> missing = [];
        bool any = fromHour == toHour;
        BucketGrain coarsest = BucketGrain.Hour;
        foreach (SourceSystem source in Sources(node))
        {
            HourSpan? events = EventCoverage(source, node.Metric);
            Dictionary<int, BucketGrain> figures = figureHours.GetValueOrDefault((source.Id, node.Metric.Id)) ?? [];
            BucketGrain[] through =
            [
                .. Enumerable.Range(fromHour, toHour - fromHour)
                    .Where(hour => (events is { } span && hour >= span.From && hour < span.To) || figures.ContainsKey(hour))
                    .Select(hour => events is { } span && hour >= span.From && hour < span.To ? BucketGrain.Hour : figures[hour]),
            ];
            int covered = through.Length;
            coarsest = through.Append(coarsest).Max();
            any |= covered > 0;
            if (covered < toHour - fromHour)
            {
                missing.Add(source.Id);
            }
        }

        return (missing.Count == 0 && Sources(node).Any(), any, missing, coarsest);
    }

    private IEnumerable<Leaf> Below(CountNode node) => leaves.Where(leaf =>
        leaf.Key.Metric == node.Metric.Id
        && (node.Source is null ? node.Metric.CountedSources.Any(source => leaf.Key.Source == source.Id) : leaf.Key.Source == node.Source.Id)
        && node.Metric.Sources.Any(source => source.Id == leaf.Key.Source)
        && node.Metric.FindCategory(leaf.Key.Category) is { } category
        && IsPathBelow(category.Path, node.Category.Path)
        && Catalogue.FindUnit(leaf.Key.Unit) is { } unit
        && node.Unit.Contains(unit));

    private IEnumerable<Leaf> Own(CountNode node, bool ownCategory, bool ownUnit) => Below(node).Where(leaf =>
        (!ownCategory || leaf.Key.Category == node.Category.Path) && (!ownUnit || leaf.Key.Unit == node.Unit.Code));

    // What stands: figures that finer ones do not cover and no standing figure lies over, and events outside all of those.
    private void Weigh(Leaf leaf)
    {
        foreach (((BucketGrain Grain, int Start) bucket, (long Value, int Presence) figure) in leaf.Figures)
        {
            if (figure.Presence <= 0)
            {
                continue;
            }

            leaf.Known[bucket] = figure.Value;
            figureHours.TryAdd((leaf.Key.Source, leaf.Key.Metric), []);
            Dictionary<int, BucketGrain> finest = figureHours[(leaf.Key.Source, leaf.Key.Metric)];
            foreach (int hour in Enumerable.Range(HoursOf(bucket).From, HoursOf(bucket).Hours))
            {
                BucketGrain grain = bucket.Grain;
                finest[hour] = finest.TryGetValue(hour, out BucketGrain known) && known < grain ? known : grain;
            }
        }

        List<HourSpan> taken = [];
        foreach ((BucketGrain Grain, int Start) bucket in leaf.Known.Keys.OrderByDescending(bucket => bucket.Grain))
        {
            HourSpan span = HoursOf(bucket);
            if (!IsCovered(leaf, bucket) && !taken.Any(above => above.From <= span.From && above.To >= span.To))
            {
                taken.Add(span);
                leaf.Counted[bucket] = leaf.Known[bucket];
            }
        }

        foreach ((int hour, long count) in leaf.Events)
        {
            if (count != 0 && !taken.Any(span => span.From <= hour && hour < span.To))
            {
                leaf.Counted[(BucketGrain.Event, hour)] = count;
            }
        }
    }

    private bool IsCovered(Leaf leaf, (BucketGrain Grain, int Start) bucket)
    {
        HourSpan span;
        switch (bucket.Grain)
        {
            case BucketGrain.Day:
                span = HoursOf(bucket);
                return Enumerable.Range(span.From, span.Hours).All(hour => leaf.Known.ContainsKey((BucketGrain.Hour, hour)));
            case BucketGrain.Month:
                int first = calendar.FirstDayOfMonth(bucket.Start), end = calendar.FirstDayOfMonth(bucket.Start + 1);
                return Enumerable.Range(first, end - first).All(day => leaf.Known.ContainsKey((BucketGrain.Day, day)) || IsCovered(leaf, (BucketGrain.Day, day)));
            case BucketGrain.Year:
                return Enumerable.Range(bucket.Start * 12, 12).All(month => leaf.Known.ContainsKey((BucketGrain.Month, month)) || IsCovered(leaf, (BucketGrain.Month, month)));
            default:
                return false;
        }
    }

    private HourSpan HoursOf((BucketGrain Grain, int Start) bucket) => bucket.Grain switch
    {
        BucketGrain.Day => Days(bucket.Start, bucket.Start + 1),
        BucketGrain.Month => Days(calendar.FirstDayOfMonth(bucket.Start), calendar.FirstDayOfMonth(bucket.Start + 1)),
        BucketGrain.Year => Days(calendar.FirstDayOfYear(bucket.Start), calendar.FirstDayOfYear(bucket.Start + 1)),
        _ => new HourSpan(bucket.Start, bucket.Start + 1),
    };

    private HourSpan Days(int from, int to) => new(calendar.FirstHourOfDay(from), calendar.FirstHourOfDay(to));

    private sealed class Leaf(SeriesKey key)
    {
        public SeriesKey Key { get; } = key;

        public long Records { get; set; }

        public Dictionary<int, long> Events { get; } = [];

        /// <summary>Records by when they occurred and were first recorded, and how many were moved.</summary>
        public Dictionary<(long Occurred, long FirstRecorded), (int Records, int Moved)> FirstRecorded { get; } = [];

        public Dictionary<(BucketGrain Grain, int Start), (long Value, int Presence)> Figures { get; } = [];

        /// <summary>Figures that are known, whether they count or not.</summary>
        public Dictionary<(BucketGrain Grain, int Start), long> Known { get; } = [];

        /// <summary>What counts.</summary>
        public Dictionary<(BucketGrain Grain, int Start), long> Counted { get; } = [];
    }
}
