using NodaTime;

namespace Tongbi.Collector.Counts;

/// <summary>Events that a source dated later than the present moment: few, and gone once that moment has come.</summary>
internal sealed class FutureEvents
{
    private readonly Dictionary<(int Handle, long Second), long> events = [];

    public IReadOnlyDictionary<(int Handle, long Second), long> All => events;

    public void Add(int handle, long second, long delta)
    {
        long sum = events.GetValueOrDefault((handle, second)) + delta;
        if (sum == 0)
        {
            events.Remove((handle, second));
        }
        else
        {
            events[(handle, second)] = sum;
        }
    }

    /// <summary>Forgets what lies at or before a second.</summary>
    public void Prune(long second)
    {
        foreach ((int, long Second) key in events.Keys.Where(key => key.Second <= second).ToList())
        {
            events.Remove(key);
        }
    }

    /// <summary>What must be taken away so that nothing after <paramref name="now"/> is seen in its hour.</summary>
    public List<RawChange> After(CubeCalendar calendar, Instant now)
    {
        List<RawChange> hidden = [];
        if (events.Count == 0)
        {
            return hidden;
        }

        long second = now.ToUnixTimeSeconds();
        int hour = calendar.HourOf(second);
        foreach (((int handle, long at), long delta) in events)
        {
            if (at > second && calendar.HourOf(at) == hour)
            {
                hidden.Add(new RawChange(handle, Ledger.BucketGrain.Event, hour, -delta, 0));
            }
        }

        return hidden;
    }
}
