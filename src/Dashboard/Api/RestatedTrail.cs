using NodaTime;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Dashboard.Api;

/// <summary>Who moved the records of one leaf series since its month was sealed, and by which amendments they were let in. Bounded.</summary>
/// <param name="amendments">The month's amendments.</param>
internal sealed class RestatedTrail(IReadOnlyList<SealAct> amendments)
{
    /// <summary>Most actors that are named.</summary>
    public const int MostActors = 20;

    private readonly SortedSet<string> actors = new(StringComparer.Ordinal);
    private readonly SortedSet<long> acts = [];

    /// <summary>When the last was recorded; null if none was.</summary>
    public Instant? LastAt { get; private set; }

    /// <summary>Who sent them.</summary>
    public IReadOnlyCollection<string> Actors => actors;

    /// <summary>Ids of the amendments that were open meanwhile.</summary>
    public IReadOnlyCollection<long> Amendments => acts;

    /// <summary>Notes a version that moved the series.</summary>
    public void Note(ChangeSet set)
    {
        LastAt = set.RecordedAt;
        Add(set.Actor);
        foreach (SealAct amendment in amendments.Where(amendment => amendment.IsAmendingAt(set.RecordedAt)))
        {
            acts.Add(amendment.Id);
        }
    }

    /// <summary>Takes in what another series has.</summary>
    public void Note(RestatedTrail other)
    {
        LastAt = LastAt is { } last && last > other.LastAt ? last : other.LastAt;
        acts.UnionWith(other.acts);
        foreach (string actor in other.actors)
        {
            Add(actor);
        }
    }

    private void Add(string actor)
    {
        if (actors.Count < MostActors)
        {
            actors.Add(actor);
        }
    }
}
