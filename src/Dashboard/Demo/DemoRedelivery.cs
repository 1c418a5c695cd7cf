using NodaTime;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// Keeps the rhythm of sources that have nothing new: like a nightly export that overlaps the one before, they deliver their latest record
/// again. It is a duplicate, so no count moves, but the source is heard of.
/// </summary>
internal sealed class DemoRedelivery
{
    /// <summary>Far enough back to find a record of the rarest source.</summary>
    private static readonly Duration LookBack = Duration.FromDays(120);

    /// <summary>Finds the latest record of each source that sends events; all count as heard of at <paramref name="now"/>.</summary>
    public DemoRedelivery(DemoHistory history, Instant now)
    {
        sources = history.World.Catalogue.Sources;
        Note(history.Events(Instant.Max(history.From, now - LookBack), now), now);
    }

    /// <summary>Takes note of what was just delivered.</summary>
    public void Note(IEnumerable<DemoEvent> events, Instant now)
    {
        foreach (DemoEvent happening in events)
        {
            latest[happening.Source] = (happening, now);
        }
    }

    /// <summary>The latest records of the sources whose cadence has passed since they delivered.</summary>
    public IReadOnlyList<DemoEvent> Due(Instant now)
    {
        List<DemoEvent> due = [];
        foreach (SourceSystem source in sources)
        {
            if (latest.TryGetValue(source.Id, out (DemoEvent Record, Instant At) last) && now - last.At >= source.Cadence)
            {
                latest[source.Id] = (last.Record, now);
                due.Add(last.Record);
            }
        }

        return due;
    }

    private readonly IReadOnlyList<SourceSystem> sources;
    private readonly Dictionary<string, (DemoEvent Record, Instant At)> latest = new(StringComparer.Ordinal);
}
