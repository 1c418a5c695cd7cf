using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// The simulated county: which happenings fall into which hour, for any hour, past or to come. A pure function of the catalogue and the
/// first start, so a second run makes the same records with the same reference numbers. Not thread-safe.
/// </summary>
internal sealed class DemoWorld
{
    private const double HoursPerYear = 365.25 * 24;

    /// <summary>Lays the founding figures out over their spans.</summary>
    public DemoWorld(Catalogue catalogue, FoundingSpan span)
    {
        Catalogue = catalogue;
        Span = span;
        Streams = DemoScript.Streams(catalogue);
        foreach ((string name, (int current, int @base)) in FoundingFigures.ByStream(span))
        {
            if (Streams.FirstOrDefault(stream => stream.Name == name) is { } stream)
            {
                Dictionary<int, int> counts = exact[name] = [];
                Spread(stream, span.FromHour, span.ToHour, current, counts);
                Spread(stream, span.BaseFromHour, span.BaseToHour, @base, counts);
            }
        }
    }

    /// <summary>The catalogue that the records are made for.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Where the founding figures lie.</summary>
    public FoundingSpan Span { get; }

    /// <summary>All kinds of happenings.</summary>
    public IReadOnlyList<DemoStream> Streams { get; }

    /// <summary>All happenings of an hour, by time.</summary>
    public IReadOnlyList<DemoEvent> EventsOf(int hour)
    {
        List<DemoEvent> events = [];
        foreach (DemoStream stream in Streams)
        {
            AddEvents(stream, hour, events);
        }

        events.Sort((a, b) => a.OccurredAt.CompareTo(b.OccurredAt));
        return events;
    }

    /// <summary>All happenings in [from, to), Unix seconds.</summary>
    public IEnumerable<DemoEvent> EventsBetween(long from, long to)
    {
        for (int hour = Calendar.HourOf(from); Calendar.StartSecondsOfHour(hour) < to; hour++)
        {
            foreach (DemoEvent happening in EventsOf(hour).Where(happening => happening.OccurredAt >= from && happening.OccurredAt < to))
            {
                yield return happening;
            }
        }
    }

    /// <summary>How many of an hourly count there naturally are in an hour.</summary>
    public int CountOf(string kind, double perYear, DemoRhythm rhythm, int hour) =>
        DemoRandom.For(kind, hour).Poisson(perYear / HoursPerYear * Factor(rhythm, hour));

    private OfficeCalendar Calendar => Catalogue.Calendar;

    private void AddEvents(DemoStream stream, int hour, List<DemoEvent> into)
    {
        int count = NumberIn(stream, hour);
        long start = Calendar.StartSecondsOfHour(hour);
        for (int k = 0; k < count; k++)
        {
            DemoRandom random = DemoRandom.For(stream.Name, hour, k + 1);
            DemoLeaf leaf = stream.Leaves.Draw(ref random);
            string place = stream.Units.Draw(ref random);
            DemoEvent happening = new(leaf.Source, $"{stream.Name}-{hour}-{k}", stream.Metric, leaf.Category, leaf.Unit ?? place, start + random.Below(3600));
            into.Add(happening);
            if (happening is { Source: "dispatch110", Metric: "incident" } && CallOf(happening) is { } call)
            {
                into.Add(call);
            }
        }
    }

    /// <summary>The call to 110 by which an incident became known; null where the catalogue counts no calls.</summary>
    public DemoEvent? CallOf(DemoEvent incident) =>
        Catalogue.FindMetric("call.total")?.FindCategory("valid") is not null && Catalogue.FindUnit("CMD") is not null
            ? incident with { Id = "c-" + incident.Id, Metric = "call.total", Category = "valid", Unit = "CMD" }
            : null;

    private int NumberIn(DemoStream stream, int hour)
    {
        if (!exact.TryGetValue(stream.Name, out Dictionary<int, int>? planned))
        {
            return CountOf(stream.Name, stream.PerYear, stream.Rhythm, hour);
        }

        if ((hour >= Span.FromHour && hour < Span.ToHour) || (hour >= Span.BaseFromHour && hour < Span.BaseToHour))
        {
            return planned.GetValueOrDefault(hour);
        }

        // The hour of the first start stays free of founding records, so that the first look shows the founding figures themselves.
        return hour == Span.ReferenceHour ? 0 : CountOf(stream.Name, stream.PerYear, stream.Rhythm, hour);
    }

    /// <summary>Spreads an exact number over the hours of a span, in proportion to the rhythm.</summary>
    private void Spread(DemoStream stream, int from, int to, int number, Dictionary<int, int> counts)
    {
        Weighted<int> hours = new(Enumerable.Range(from, to - from).Select(hour => (hour, Factor(stream.Rhythm, hour))));
        DemoRandom random = DemoRandom.For(stream.Name + "/spread", from, to);
        for (int i = 0; i < number; i++)
        {
            int hour = hours.Draw(ref random);
            counts[hour] = counts.GetValueOrDefault(hour) + 1;
        }
    }

    /// <summary>The rhythm, and quieter festivals.</summary>
    private double Factor(DemoRhythm rhythm, int hour)
    {
        if (!locals.TryGetValue(hour, out (LocalDateTime Start, double Festival) local))
        {
            LocalDateTime start = Calendar.LocalOfHour(hour);
            bool festive = Catalogue.Holidays.Any(holiday => start.Date >= holiday.From && start.Date <= holiday.To);
            local = (start, festive ? 0.75 : 1);
            locals[hour] = local;
        }

        return rhythm.At(local.Start) * local.Festival;
    }

    private readonly Dictionary<string, Dictionary<int, int>> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (LocalDateTime Start, double Festival)> locals = [];
}
