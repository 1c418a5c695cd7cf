using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Which buckets a raw change may have moved. An event or figure moves its own bucket; where a coarser figure of the series encloses it, what stands may
/// have moved in all of that figure's span (see <see cref="LeafFigures"/>): then every raw bucket in there is told of, and every day of it as
/// <see cref="DayMarks.Wide"/>.
/// </summary>
internal static class ChangeReach
{
    public static void Tell(CubeState state, IReadOnlyList<Change> changes, IReachVisitor visitor)
    {
        CubeCalendar calendar = state.Calendar;
        HashSet<(int, BucketGrain, int)> told = [];
        foreach (Change change in changes)
        {
            if (!state.TryRaw(change, out RawChange raw))
            {
                continue;
            }

            TellOwn(calendar, raw, visitor);
            LeafFigures? figures = state.Figures.Find(raw.Handle);
            if (figures is null && raw.Grain == BucketGrain.Event)
            {
                continue;
            }

            // A series whose figures were all taken back may have none on record any more.
            figures ??= new LeafFigures();

            (BucketGrain grain, int start) = figures.ScopeOf(calendar, raw);
            if (grain > BucketGrain.Hour && told.Add((raw.Handle, grain, start)))
            {
                TellScope(calendar, raw.Handle, figures, grain, start, visitor);
            }
        }
    }

    private static void TellOwn(CubeCalendar calendar, RawChange raw, IReachVisitor visitor)
    {
        if (raw.Grain != BucketGrain.Event && raw.Presence != 0)
        {
            HourSpan hours = calendar.HoursOf(raw.Grain, raw.Start);
            // A month's figure, too, makes its days unknown by the day.
            visitor.Knowledge(raw.Handle, calendar.DayOfHour(hours.From), calendar.DayOfHour(hours.To - 1) + 1, raw.Presence < 0 || raw.Grain >= BucketGrain.Month);
        }

        DayMarks shrunk = raw.Delta < 0 || raw.Presence < 0 ? DayMarks.Shrunk : DayMarks.None;
        switch (raw.Grain)
        {
            case BucketGrain.Event or BucketGrain.Hour:
                TellHour(calendar, raw.Handle, raw.Start, shrunk, visitor);
                break;
            case BucketGrain.Day:
                visitor.Day(raw.Handle, raw.Start, DayMarks.Day | shrunk);
                break;
            default:
                visitor.Coarse(raw.Handle, raw.Grain, raw.Start);
                break;
        }
    }

    private static void TellScope(CubeCalendar calendar, int handle, LeafFigures figures, BucketGrain grain, int start, IReachVisitor visitor)
    {
        (int from, int to) = calendar.DaysOf(grain, start);
        HourSpan hours = calendar.HoursOf(grain, start);
        for (int day = from; day < to; day++)
        {
            visitor.Day(handle, day, DayMarks.Wide);
        }

        ForEach(figures.Events, hours.From, hours.To, hour => TellHour(calendar, handle, hour, DayMarks.Shrunk, visitor));
        ForEach(figures[BucketGrain.Hour], hours.From, hours.To, hour => TellHour(calendar, handle, hour, DayMarks.Shrunk, visitor));
        ForEach(figures[BucketGrain.Day], from, to, day => visitor.Day(handle, day, DayMarks.Day | DayMarks.Shrunk));
        if (grain >= BucketGrain.Month)
        {
            int first = grain == BucketGrain.Year ? start * 12 : start;
            int end = grain == BucketGrain.Year ? (start + 1) * 12 : start + 1;
            ForEach(figures[BucketGrain.Month], first, end, month => visitor.Coarse(handle, BucketGrain.Month, month));
        }

        if (grain == BucketGrain.Year)
        {
            visitor.Coarse(handle, BucketGrain.Year, start);
        }
    }

    private static void TellHour(CubeCalendar calendar, int handle, int hour, DayMarks more, IReachVisitor visitor)
    {
        int day = calendar.DayOfHour(hour);
        visitor.Day(handle, day, (DayMarks)(1u << (hour - calendar.FirstHourOfDay(day))) | more);
    }

    private static void ForEach(BucketMap map, int from, int to, Action<int> visit)
    {
        for (int i = map.IndexOf(from); i < map.Count && map.KeyAt(i) < to; i++)
        {
            visit(map.KeyAt(i));
        }
    }
}
