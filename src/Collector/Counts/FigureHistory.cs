using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Who changed a figure, when and by how much: plays what the change log has of the figure into a cube of its own and reads the figure after
/// every version, so that precedence between grains is weighed exactly as for the figure itself. The steps add up to the figure.
/// Costs a read of the log's blocks that touch the period; memory grows with the figure's own buckets and one page.
/// </summary>
public sealed class FigureHistory(ILedger ledger)
{
    /// <summary>Reads one page, newest step first.</summary>
    /// <param name="catalogue">Under which the figure is asked for.</param>
    /// <param name="figure">The node, or the nodes that add up to a selection; none lies below another.</param>
    /// <param name="fromDay">First day number of the period.</param>
    /// <param name="toDay">Day number after its last.</param>
    /// <param name="beforeVersion">Only steps of lower versions; <see cref="long.MaxValue"/> = from the newest.</param>
    /// <param name="limit">Most steps to give.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<FigureHistoryPage> ReadAsync(
        Catalogue catalogue, IReadOnlyList<CountNode> figure, int fromDay, int toDay, long beforeVersion, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(figure);
        CubeCalendar calendar = new(catalogue.Calendar);
        int from = Math.Clamp(fromDay, calendar.FirstDay, calendar.EndDay);
        int to = Math.Clamp(toDay, from, calendar.EndDay);
        HourSpan hours = new(calendar.FirstHourOfDay(from), calendar.FirstHourOfDay(to));
        CubeState state = new(catalogue, calendar, ledger.Series, NoLayers);
        FigureLeaves leaves = new(state.Book, figure);
        CubeReader reader = new(state, null, Instant.MaxValue);

        long version = ledger.Version;
        long? value = 0;
        Queue<FigureStep> page = new();
        bool isMore = false;
        await foreach (ChangeSet set in ledger.ReadTouchingAsync(0, calendar.StartSecondsOfHour(hours.From), calendar.StartSecondsOfHour(hours.To), cancellationToken))
        {
            if (set.Version > version || set.Version >= beforeVersion)
            {
                break;
            }

            Change[] told = [.. set.Changes.Where(change => change.Grain == BucketGrain.Event ? leaves.Contains(change.Series) && IsInside(calendar.HourOf(change.Start), hours) : leaves.Informs(change.Series))];
            if (told.Length == 0)
            {
                continue;
            }

            state.Prepare(set with { Changes = told, Corrections = null }, long.MaxValue)();
            long? after = Value(reader, figure, from, to);
            if (after == value)
            {
                continue;
            }

            if (page.Count == limit)
            {
                page.Dequeue();
                isMore = true;
            }

            Change[] own = [.. told.Where(change => leaves.Contains(change.Series))];
            string[] sources = [.. (own.Length == 0 ? told : own).Select(change => ledger.Series[change.Series].Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            page.Enqueue(new FigureStep(set.Version, set.RecordedAt, set.Actor, sources, value, after) { Months = MonthsOf(calendar, told, from, to) });
            value = after;
        }

        return new FigureHistoryPage(version, [.. page.Reverse()], isMore);
    }

    private static int[] MonthsOf(CubeCalendar calendar, Change[] changes, int fromDay, int toDay)
    {
        int first = calendar.MonthOfDay(fromDay), last = calendar.MonthOfDay(Math.Max(fromDay, toDay - 1));
        SortedSet<int> months = [];
        foreach (Change change in changes.Where(change => calendar.Covers(change.Grain, change.Start)))
        {
            (int from, int to) = change.Grain switch
            {
                BucketGrain.Year => ((int)change.Start * 12, ((int)change.Start * 12) + 11),
                BucketGrain.Month => ((int)change.Start, (int)change.Start),
                BucketGrain.Day => Twice(calendar.MonthOfDay((int)change.Start)),
                BucketGrain.Hour => Twice(calendar.Enclosing(BucketGrain.Month, (int)change.Start)),
                _ => Twice(calendar.Enclosing(BucketGrain.Month, calendar.HourOf(change.Start))),
            };
            for (int month = Math.Max(from, first); month <= Math.Min(to, last); month++)
            {
                months.Add(month);
            }
        }

        return [.. months];

        static (int, int) Twice(int month) => (month, month);
    }

    private static bool IsInside(int hour, HourSpan span) => hour >= span.From && hour < span.To;

    // What the records and figures add up to: nothing sent yet is 0 here, a period known only at a coarser grain has no value.
    private static long? Value(CubeReader reader, IReadOnlyList<CountNode> figure, int fromDay, int toDay)
    {
        long sum = 0;
        foreach (CountNode node in figure)
        {
            CountAnswer answer = node.Metric.Kind == MetricKind.Stock ? reader.Last(node, fromDay, toDay) : reader.SumDays(node, fromDay, toDay);
            if (answer.Knowledge == CountKnowledge.TooCoarse)
            {
                return null;
            }

            sum += answer.Value ?? 0;
        }

        return sum;
    }

    // A layer pays only where others read meanwhile.
    private const int NoLayers = 1 << 26;
}
