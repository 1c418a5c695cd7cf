using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// What is known to be known: per source and per (source, metric), by their ids, whatever the catalogue. Derived from the change log alone,
/// so that a version always tells the same.
/// </summary>
internal sealed class KnowledgeBook(CubeCalendar calendar, SeriesRegistry series)
{
    private readonly Dictionary<string, SourceKnowledge> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Metric), PairKnowledge> pairs = [];
    private (SourceKnowledge Source, PairKnowledge Pair)[] byHandle = [];

    public IReadOnlyDictionary<string, SourceKnowledge> Sources => sources;

    public IReadOnlyDictionary<(string Source, string Metric), PairKnowledge> Pairs => pairs;

    public SourceKnowledge? Source(string id) => sources.GetValueOrDefault(id);

    public PairKnowledge? Pair(string source, string metric) => pairs.GetValueOrDefault((source, metric));

    public SourceKnowledge SourceOrNew(string id)
    {
        if (!sources.TryGetValue(id, out SourceKnowledge? found))
        {
            sources[id] = found = new SourceKnowledge();
        }

        return found;
    }

    public PairKnowledge PairOrNew(string source, string metric)
    {
        if (!pairs.TryGetValue((source, metric), out PairKnowledge? found))
        {
            pairs[(source, metric)] = found = new PairKnowledge();
        }

        return found;
    }

    /// <summary>Notes one change of a version that was recorded in the given hour.</summary>
    public void Note(in RawChange change, long version, int recordedHour)
    {
        (SourceKnowledge source, PairKnowledge pair) = Of(change.Handle);
        if (source.NotedVersion != version)
        {
            source.NotedVersion = version;
            NoteHeard(source, version, recordedHour);
        }

        if (change.Grain == BucketGrain.Event)
        {
            if (source.FirstEvent.Last is not { } first || change.Start < first)
            {
                source.FirstEvent.Add(version, change.Start);
            }

            pair.FirstEventVersion = Math.Min(pair.FirstEventVersion, version);
        }
        else if (change.Presence != 0)
        {
            (pair.Figures ??= new FigureCoverage(calendar)).Add(calendar, change.Grain, change.Start, change.Presence);
        }
    }

    /// <summary>Notes that a version tells of a source heard from.</summary>
    public void Note(Heard heard, long version) => NoteHeard(SourceOrNew(heard.Source), version, calendar.HourOf(heard.At.ToUnixTimeSeconds()));

    private static void NoteHeard(SourceKnowledge source, long version, int hour)
    {
        if (source.LastHeard.Last is not { } last || hour > last)
        {
            source.LastHeard.Add(version, hour);
        }
    }

    private (SourceKnowledge Source, PairKnowledge Pair) Of(int handle)
    {
        if (handle >= byHandle.Length)
        {
            Array.Resize(ref byHandle, Math.Max(series.Count, handle + 1) * 3 / 2);
        }

        ref (SourceKnowledge Source, PairKnowledge Pair) found = ref byHandle[handle];
        if (found.Source is null)
        {
            SeriesKey key = series[handle];
            found = (SourceOrNew(key.Source), PairOrNew(key.Source, key.Metric));
        }

        return found;
    }
}
