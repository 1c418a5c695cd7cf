using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// All that a source told of one leaf series that has figures: the figures by grain, and the events by hour. Decides what <b>stands</b>:
/// <para>1. A figure is <i>covered</i> if every part of it one grain down has a figure or is covered itself: a year by its months, a month by its
/// days, a day by its 23, 24 or 25 hours. A covered figure gives way to the finer ones.</para>
/// <para>2. Otherwise it stands, and all finer figures and events beneath it are set aside.</para>
/// <para>3. Events stand where no figure does.</para>
/// A function of the figures and events alone, so the order of arrival does not matter. Copied before it is changed; readers never see it move.
/// </summary>
internal sealed class LeafFigures
{
    private static readonly HashSet<(BucketGrain, int)> NoneComing = [];
    private readonly BucketMap[] figures; // by grain: hour, day, month, year
    private readonly BucketMap events;

    public LeafFigures()
        : this([new(), new(), new(), new()], new())
    {
    }

    private LeafFigures(BucketMap[] figures, BucketMap events)
    {
        this.figures = figures;
        this.events = events;
    }

    /// <summary>Receives one bucket that stands.</summary>
    public delegate void Standing(BucketGrain grain, int start, long value);

    /// <summary>Events by hour, whether they stand or not.</summary>
    public BucketMap Events => events;

    /// <summary>Figures of a grain, whether they stand or not.</summary>
    public BucketMap this[BucketGrain grain] => figures[(int)grain - 1];

    public LeafFigures Clone() => new([.. figures.Select(map => map.Clone())], events.Clone());

    /// <summary>Takes one raw change; <paramref name="start"/> of an event is its hour.</summary>
    public void AddRaw(BucketGrain grain, int start, long delta, int presence)
    {
        if (grain == BucketGrain.Event)
        {
            events.Add(start, delta, 0);
        }
        else
        {
            this[grain].Add(start, delta, presence);
        }
    }

    /// <summary>Takes raw changes of this series and tells how what stands moved by them.</summary>
    public void Apply(CubeCalendar calendar, int handle, IReadOnlyList<RawChange> changes, List<LeafDelta> moved)
    {
        // What stands can only move within the coarsest figure that encloses a change, before or after it.
        HashSet<(BucketGrain, int)> coming = [];
        foreach (RawChange change in changes)
        {
            if (change.Grain > BucketGrain.Hour)
            {
                coming.Add((change.Grain, change.Start));
            }
        }

        HashSet<(BucketGrain Grain, int Start)> scopes = [];
        foreach (RawChange change in changes)
        {
            scopes.Add(ScopeOf(calendar, change, coming));
        }

        Dictionary<(BucketGrain, int), (long Delta, int Presence)> net = [];
        foreach ((BucketGrain grain, int start) in scopes)
        {
            Resolve(calendar, grain, start, (g, s, value) => Note(g, s, -value, -1));
        }

        foreach (RawChange change in changes)
        {
            AddRaw(change.Grain, change.Start, change.Delta, change.Presence);
        }

        foreach ((BucketGrain grain, int start) in scopes)
        {
            Resolve(calendar, grain, start, (g, s, value) => Note(g, s, value, 1));
        }

        foreach (((BucketGrain grain, int start), (long delta, int presence)) in net)
        {
            if (delta != 0 || presence != 0)
            {
                moved.Add(new LeafDelta(handle, grain, start, delta, presence));
            }
        }

        void Note(BucketGrain grain, int start, long delta, int presence)
        {
            (long Delta, int Presence) sum = net.GetValueOrDefault((grain, start));
            net[(grain, start)] = (sum.Delta + delta, sum.Presence + (grain == BucketGrain.Hour ? 0 : presence));
        }
    }

    /// <summary>The coarsest figure, among those that are known, that encloses a change: what stands can only have moved within it.
    /// Without one, the change's own bucket.</summary>
    public (BucketGrain Grain, int Start) ScopeOf(CubeCalendar calendar, RawChange change) => ScopeOf(calendar, change, NoneComing);

    /// <summary>Tells everything that stands.</summary>
    public void ResolveAll(CubeCalendar calendar, Standing stands)
    {
        foreach (int year in Years(calendar))
        {
            Resolve(calendar, BucketGrain.Year, year, stands);
        }
    }

    /// <summary>Whether finer figures cover the whole of a bucket.</summary>
    public bool IsCovered(CubeCalendar calendar, BucketGrain grain, int start)
    {
        switch (grain)
        {
            case BucketGrain.Day:
                HourSpan hours = calendar.HoursOf(grain, start);
                return this[BucketGrain.Hour].CountIn(hours.From, hours.To) == hours.Hours;
            case BucketGrain.Month:
                (int from, int to) = calendar.DaysOf(grain, start);
                if (this[BucketGrain.Day].CountIn(from, to) == to - from)
                {
                    return true;
                }

                return Enumerable.Range(from, to - from).All(day => this[BucketGrain.Day].Has(day) || IsCovered(calendar, BucketGrain.Day, day));
            case BucketGrain.Year:
                return Enumerable.Range(start * 12, 12).All(month => this[BucketGrain.Month].Has(month) || IsCovered(calendar, BucketGrain.Month, month));
            default:
                return false;
        }
    }

    /// <summary>Figures that stand over something finer, at most <paramref name="limit"/>.</summary>
    public IEnumerable<FigureOverlap> Overlaps(CubeCalendar calendar, SeriesKey series, int limit)
    {
        List<(BucketGrain Grain, int Start)> standing = [];
        ResolveAll(calendar, (grain, start, _) =>
        {
            if (grain != BucketGrain.Hour || this[BucketGrain.Hour].Has(start))
            {
                standing.Add((grain, start));
            }
        });
        return standing
            .Select(figure => new FigureOverlap(series, figure.Grain, figure.Start, Beneath(calendar, figure.Grain, figure.Start)))
            .Where(overlap => overlap.Finer.Count > 0)
            .Take(limit);
    }

    private List<SetAside> Beneath(CubeCalendar calendar, BucketGrain grain, int start)
    {
        List<SetAside> beneath = [];
        HourSpan hours = calendar.HoursOf(grain, start);
        if (grain >= BucketGrain.Year)
        {
            Take(BucketGrain.Month, this[BucketGrain.Month], start * 12, (start + 1) * 12);
        }

        if (grain >= BucketGrain.Month)
        {
            (int from, int to) = calendar.DaysOf(grain, start);
            Take(BucketGrain.Day, this[BucketGrain.Day], from, to);
        }

        if (grain >= BucketGrain.Day)
        {
            Take(BucketGrain.Hour, this[BucketGrain.Hour], hours.From, hours.To);
        }

        Take(BucketGrain.Event, events, hours.From, hours.To);
        return beneath;

        void Take(BucketGrain finer, BucketMap map, int from, int to)
        {
            int first = map.IndexOf(from), end = map.IndexOf(to);
            if (first < end)
            {
                beneath.Add(new SetAside(finer, end - first, map.KeyAt(first), map.KeyAt(end - 1), Enumerable.Range(first, end - first).Sum(map.ValueAt)));
            }
        }
    }

    private (BucketGrain Grain, int Start) ScopeOf(CubeCalendar calendar, RawChange change, HashSet<(BucketGrain, int)> coming)
    {
        BucketGrain own = change.Grain == BucketGrain.Event ? BucketGrain.Hour : change.Grain;
        int hour = calendar.HoursOf(own, change.Start).From;
        for (BucketGrain grain = BucketGrain.Year; grain > own; grain--)
        {
            int start = calendar.Enclosing(grain, hour);
            if (this[grain].Has(start) || coming.Contains((grain, start)))
            {
                return (grain, start);
            }
        }

        return (own, change.Start);
    }

    private void Resolve(CubeCalendar calendar, BucketGrain grain, int start, Standing stands)
    {
        BucketMap own = this[grain];
        int index = own.Find(start);
        if (index >= 0 && !IsCovered(calendar, grain, start))
        {
            stands(grain, start, own.ValueAt(index));
            return;
        }

        switch (grain)
        {
            case BucketGrain.Year:
                for (int month = start * 12; month < (start + 1) * 12; month++)
                {
                    // The first and last months may stick out of the calendar; nothing is kept there.
                    if (calendar.Covers(BucketGrain.Month, month))
                    {
                        Resolve(calendar, BucketGrain.Month, month, stands);
                    }
                }

                break;
            case BucketGrain.Month:
                (int from, int to) = calendar.DaysOf(grain, start);
                if (this[BucketGrain.Day].CountIn(from, to) == 0)
                {
                    ResolveHours(calendar.HoursOf(grain, start), stands);
                    break;
                }

                for (int day = from; day < to; day++)
                {
                    Resolve(calendar, BucketGrain.Day, day, stands);
                }

                break;
            case BucketGrain.Day:
                ResolveHours(calendar.HoursOf(grain, start), stands);
                break;
            default:
                ResolveHours(new HourSpan(start, start + 1), stands);
                break;
        }
    }

    private void ResolveHours(HourSpan span, Standing stands)
    {
        BucketMap hours = this[BucketGrain.Hour];
        for (int i = hours.IndexOf(span.From); i < hours.Count && hours.KeyAt(i) < span.To; i++)
        {
            stands(BucketGrain.Hour, hours.KeyAt(i), hours.ValueAt(i));
        }

        for (int i = events.IndexOf(span.From); i < events.Count && events.KeyAt(i) < span.To; i++)
        {
            if (!hours.Has(events.KeyAt(i)))
            {
                stands(BucketGrain.Hour, events.KeyAt(i), events.ValueAt(i));
            }
        }
    }

    private SortedSet<int> Years(CubeCalendar calendar)
    {
        SortedSet<int> years = [];
        for (BucketGrain grain = BucketGrain.Hour; grain <= BucketGrain.Year; grain++)
        {
            AddYears(this[grain], grain);
        }

        AddYears(events, BucketGrain.Hour);
        return years;

        void AddYears(BucketMap map, BucketGrain grain)
        {
            // From year to year, not from bucket to bucket.
            for (int i = 0; i < map.Count;)
            {
                int year = calendar.Enclosing(BucketGrain.Year, calendar.HoursOf(grain, map.KeyAt(i)).From);
                years.Add(year);
                while (i < map.Count && calendar.Enclosing(BucketGrain.Year, calendar.HoursOf(grain, map.KeyAt(i)).From) == year)
                {
                    i++;
                }
            }
        }
    }
}
