using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>
/// Counts and comparisons for an InfluxDB: every sum above a leaf that moved, in both trees and over the sources. Values are read in short turns, so
/// that a large publication never keeps the counts' writer waiting.
/// </summary>
internal sealed class InfluxPublication(InfluxClient client, CountCube cube, SeriesRegistry series, IStatistics statistics, PublishOptions options, TimeProvider time) : IPublication
{
    /// <summary>Days of sums that are read in one turn.</summary>
    private const int DaysInTurn = 500;

    /// <summary>Comparisons that are made in one turn.</summary>
    private const int ComparisonsInTurn = 150;

    private readonly DirtyDays dirty = new();
    private readonly KnowledgeDays known = new();
    private readonly LineBatch lines = new();
    private readonly ComparisonWriter comparisons = new(statistics);
    private SumBook? book;
    private Catalogue? catalogue;

    public int Gathered => dirty.Count;

    public IReadOnlyDictionary<string, int[]> Covered
    {
        get => known.Covered;
        set => known.Covered = value;
    }

    public Action? Remember { get; set; } // nothing to remember before sending: the same is sent again

    private Instant Now => Instant.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    public void Begin(Catalogue catalogue, IReadOnlyList<PublishedTree> trees)
    {
        dirty.Clear();
        known.Clear();
        if (!ReferenceEquals(this.catalogue, catalogue) || book?.Trees.SequenceEqual(trees) != true)
        {
            book = new SumBook(series, trees);
            this.catalogue = catalogue;
        }
    }

    public void Day(int handle, int day, DayMarks marks)
    {
        foreach (int node in book!.Above(handle)) // not null: begun before anything is gathered
        {
            dirty.Add(node, day, marks);
        }
    }

    public void Coarse(int handle, BucketGrain grain, int start)
    {
        // A month's or a year's figure has no bucket here; what gives way beneath it comes by day.
    }

    public void Knowledge(int handle, int fromDay, int toDay, bool less) => known.Add(series[handle].Metric, fromDay, toDay, less);

    public async Task PushAsync(long revisionBase, bool isHistory, CancellationToken cancellationToken)
    {
        (int Node, int Day, DayMarks Marks)[] days = dirty.ToSorted();
        dirty.Clear();
        lines.Clear();
        for (int from = 0; from < days.Length; from += DaysInTurn)
        {
            ArraySegment<(int Node, int Day, DayMarks Marks)> turn = new(days, from, Math.Min(DaysInTurn, days.Length - from));
            await cube.ReadAsync(null, null, counts => WriteCounts(counts, turn), cancellationToken);
            await SendIfFullAsync(cancellationToken);
        }

        await SendAsync(cancellationToken);
        await CompareAsync(SpeakingOf(days), cancellationToken);
        await CompareKnowledgeAsync(isHistory, cancellationToken);
    }

    public async Task RollAsync(long revisionBase, int fromHour, Instant now, CancellationToken cancellationToken)
    {
        // The last complete hours of the day before may have come to be known since.
        Catalogue current = Under(now);
        int today = current.Calendar.DayOfHour(current.Calendar.HourOf(now));
        int from = current.Calendar.Covers(fromHour) ? current.Calendar.DayOfHour(fromHour) : today;
        for (int day = from - 1; day <= today; day++)
        {
            foreach (Metric metric in current.Metrics)
            {
                await CompareAllAsync(metric, new ComparedDay(day, HasMoved: false, MayLack: false), cancellationToken);
            }
        }

        // A delivery without a change, too, tells that there was nothing.
        await CompareKnowledgeAsync(isHistory: false, cancellationToken);
    }

    public Task ClearAsync(CancellationToken cancellationToken) => client.ClearAsync(InfluxClient.Measurements, cancellationToken);

    /// <summary>Compares anew where a source came to cover, or to leave open, what it had not: an unknown and a known nothing have other comparisons.</summary>
    private async Task CompareKnowledgeAsync(bool isHistory, CancellationToken cancellationToken)
    {
        Catalogue current = Under(Now);
        cube.Read(Now, counts =>
        {
            known.Note(counts);
            return true;
        });
        if (isHistory)
        {
            known.Clear();
            return;
        }

        foreach ((Metric metric, ComparedDay day) in known.Take(current))
        {
            await CompareAllAsync(metric, day, cancellationToken);
        }
    }

    /// <summary>Compares a day of every sum of a metric over which something is to be said.</summary>
    private async Task CompareAllAsync(Metric metric, ComparedDay day, CancellationToken cancellationToken)
    {
        OfficeCalendar calendar = catalogue!.Calendar; // not null: see Day
        if (calendar.CoversDay(day.Day) && calendar.CoversDay(ComparisonWriter.BaseOf(day.Day)) && day.Day <= calendar.DayOfHour(calendar.HourOf(Now)))
        {
            List<SumNode> nodes = cube.Read(Now, counts => SumsAt(counts, metric, day.Day));
            await CompareAsync(nodes.Select(node => (node, (IReadOnlyList<ComparedDay>)[day])), cancellationToken);
        }
    }

    private Catalogue Under(Instant now)
    {
        Catalogue current = cube.Read(now, counts => counts.Catalogue);
        return ReferenceEquals(current, catalogue) ? current : throw new CatalogueMovedException();
    }

    private bool WriteCounts(ICountReader counts, ArraySegment<(int Node, int Day, DayMarks Marks)> days)
    {
        Check(counts);
        int node = -1;
        SumReader? reader = null;
        for (int i = 0; i < days.Count; i++)
        {
            (int number, int day, DayMarks marks) = days[i];
            if (number != node || reader is null)
            {
                node = number;
                reader = new SumReader(counts, book![number]); // not null: see Day
            }

            if (book![number].IsRatio || reader.Write(day, marks, lines))
            {
                // What a coarser figure took over may have vanished from the comparisons.
                days[i] = (number, day, marks.HasFlag(DayMarks.Wide) ? marks | DayMarks.Shrunk : marks);
            }
            else
            {
                days[i] = (number, day, DayMarks.None);
            }
        }

        return true;
    }

    /// <summary>The days of sums over all sources that speak of what moved, sum by sum.</summary>
    private IEnumerable<(SumNode Node, IReadOnlyList<ComparedDay> Days)> SpeakingOf((int Node, int Day, DayMarks Marks)[] days)
    {
        // A sum that lost a leaf by a change of the catalogue may lack what it had, and no change of the log tells of it.
        bool distrust = book!.Trees.Count > 1; // not null: see Day
        int from = 0;
        while (from < days.Length)
        {
            int node = days[from].Node;
            SortedDictionary<int, ComparedDay> speaking = [];
            int to = from;
            for (; to < days.Length && days[to].Node == node; to++)
            {
                (_, int moved, DayMarks marks) = days[to];
                if (marks == DayMarks.None)
                {
                    continue;
                }

                bool mayLack = distrust || (marks & DayMarks.Shrunk) != 0;
                Note(new ComparedDay(moved, HasMoved: (marks & (DayMarks.Hours | DayMarks.Day)) != 0, mayLack));
                foreach (int day in ComparisonWriter.SpeakingOf(moved))
                {
                    Note(new ComparedDay(day, HasMoved: false, mayLack));
                }
            }

            from = to;
            if (book[node].Source is null)
            {
                yield return (book[node], [.. speaking.Values]);
            }

            void Note(ComparedDay day) => speaking[day.Day] = speaking.TryGetValue(day.Day, out ComparedDay known)
                ? new ComparedDay(day.Day, day.HasMoved || known.HasMoved, day.MayLack || known.MayLack)
                : day;
        }
    }

    private async Task CompareAsync(IEnumerable<(SumNode Node, IReadOnlyList<ComparedDay> Days)> sums, CancellationToken cancellationToken)
    {
        List<(SumNode Node, IReadOnlyList<ComparedDay> Days)> turn = [];
        int waiting = 0;
        foreach ((SumNode node, IReadOnlyList<ComparedDay> days) in sums)
        {
            foreach (ComparedDay[] some in days.Chunk(ComparisonsInTurn))
            {
                turn.Add((node, some));
                waiting += some.Length;
                if (waiting >= ComparisonsInTurn)
                {
                    await CompareTurnAsync(turn, cancellationToken);
                    turn.Clear();
                    waiting = 0;
                }
            }
        }

        await CompareTurnAsync(turn, cancellationToken);
        await SendAsync(cancellationToken);
    }

    private async Task CompareTurnAsync(List<(SumNode Node, IReadOnlyList<ComparedDay> Days)> turn, CancellationToken cancellationToken)
    {
        if (turn.Count == 0)
        {
            return;
        }

        List<InfluxPoint> erase = [];
        Instant now = Now;
        cube.Read(now, counts =>
        {
            Check(counts);
            OfficeCalendar calendar = counts.Catalogue.Calendar;
            int today = calendar.DayOfHour(calendar.HourOf(now));
            foreach ((SumNode node, IReadOnlyList<ComparedDay> days) in turn)
            {
                comparisons.Write(counts, node, [.. days.Where(day => day.Day <= today && calendar.CoversDay(day.Day))], now, lines, erase);
            }

            return true;
        });
        if (erase.Count > 0 && client.CanErase)
        {
            // What waits to be sent may hold the same points: they must come after.
            await client.EraseAsync(erase, cancellationToken);
        }

        await SendIfFullAsync(cancellationToken);
    }

    /// <summary>Sums of a metric over which something is to be said on a day: something counted there, the day before or a year before.</summary>
    private List<SumNode> SumsAt(ICountReader counts, Metric metric, int day)
    {
        Check(counts);
        List<SumNode> found = [];
        int baseDay = ComparisonWriter.BaseOf(day);
        if (metric.IsFed && metric.Kind == MetricKind.Flow)
        {
            Walk(metric.Categories[0], counts.Catalogue.RootUnit);
            return found;
        }

        // Stocks, selections and ratios are few, or have no tree of sums of their own to prune by.
        foreach (UnitNode unit in counts.Catalogue.Units)
        {
            foreach (CategoryNode category in metric.Categories)
            {
                found.Add(new SumNode(metric.Id, category.Path, unit.Code, null, metric.Kind == MetricKind.Ratio));
            }
        }

        return found;

        void Walk(CategoryNode category, UnitNode unit)
        {
            if (!HasAny(category, unit))
            {
                return;
            }

            found.Add(new SumNode(metric.Id, category.Path, unit.Code, null, IsRatio: false));
            foreach (CategoryNode child in category.Children)
            {
                Walk(child, unit);
            }

            // From the root category only, or a place would be come to over several ways.
            foreach (UnitNode child in category.Parent is null ? unit.Children : [])
            {
                Walk(category, child);
            }
        }

        bool HasAny(CategoryNode category, UnitNode unit)
        {
            CountNode node = new(metric, category, unit, null);
            Span<long> two = [0, 0];
            Span<long> one = [0];
            counts.AddStandingDays(node, day - 1, two);
            counts.AddStandingDays(node, baseDay, one);
            return two[0] != 0 || two[1] != 0 || one[0] != 0;
        }
    }

    private void Check(ICountReader counts)
    {
        if (!ReferenceEquals(counts.Catalogue, catalogue))
        {
            throw new CatalogueMovedException();
        }
    }

    private Task SendIfFullAsync(CancellationToken cancellationToken) => lines.Count >= options.BatchPoints ? SendAsync(cancellationToken) : Task.CompletedTask;

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await client.WriteAsync(lines, cancellationToken);
        lines.Clear();
    }
}
