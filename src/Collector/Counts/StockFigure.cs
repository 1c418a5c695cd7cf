using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// The figure of a stock that holds at the end of a span: the one whose bucket ends last. Where buckets of several grains end together the
/// coarser one holds, unless finer ones cover the whole of it — the same precedence as for flows.
/// </summary>
internal static class StockFigure
{
    /// <summary>The last figure whose bucket lies wholly in the days [from, to); null if there is none.</summary>
    public static (BucketGrain Grain, long Value)? Last(CubeCalendar calendar, LeafFigures figures, int fromDay, int toDay)
    {
        if (fromDay >= toDay)
        {
            return null;
        }

        (BucketGrain Grain, long Value)? last = null;
        int lastEnd = int.MinValue;
        for (BucketGrain grain = BucketGrain.Year; grain >= BucketGrain.Hour; grain--)
        {
            BucketMap map = figures[grain];
            int index = map.IndexOf(calendar.FirstNotEndedBy(grain, toDay)) - 1;
            if (index < 0)
            {
                continue;
            }

            HourSpan span = calendar.HoursOf(grain, map.KeyAt(index));
            bool inside = span.From >= calendar.FirstHourOfDay(fromDay) && span.To <= calendar.FirstHourOfDay(toDay);
            if (inside && span.To >= lastEnd && (span.To > lastEnd || figures.IsCovered(calendar, last!.Value.Grain, LastKey(calendar, last.Value.Grain, lastEnd)))) // not null: lastEnd was set with it
            {
                last = (grain, map.ValueAt(index));
                lastEnd = span.To;
            }
        }

        return last;
    }

    /// <summary>The coarsest grain of a figure whose bucket overlaps the days [from, to) without lying in them.</summary>
    public static BucketGrain? Touching(CubeCalendar calendar, LeafFigures figures, int fromDay, int toDay)
    {
        for (BucketGrain grain = BucketGrain.Year; grain >= BucketGrain.Month; grain--)
        {
            for (int i = 0; i < figures[grain].Count; i++)
            {
                (int from, int to) = calendar.DaysOf(grain, figures[grain].KeyAt(i));
                if (from < toDay && to > fromDay)
                {
                    return grain;
                }
            }
        }

        return null;
    }

    private static int LastKey(CubeCalendar calendar, BucketGrain grain, int endHour) => calendar.Enclosing(grain, endHour - 1);
}
