using NodaTime;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// What a change set looks like from outside. A snapshot carries the mark of its last one: another ledger, or one restored from an older
/// copy and written on, shows another mark at that version.
/// </summary>
/// <param name="Version">Its version.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Sum">A sum over its entries' times and deltas, and the times at which sources were heard from.</param>
internal readonly record struct VersionMark(long Version, Instant RecordedAt, int Entries, long Sum)
{
    public static VersionMark None { get; } = new(0, Instant.FromUnixTimeSeconds(0), 0, 0);

    public static VersionMark Of(ChangeSet set)
    {
        long sum = 0;
        for (int i = 0; i < set.Changes.Count; i++)
        {
            Change change = set.Changes[i];
            sum = unchecked(sum + (change.Start * 31) + (change.Delta * 17) + change.Presence + ((long)change.Grain * 7));
        }

        foreach (Heard heard in set.Heard)
        {
            sum = unchecked(sum + (heard.At.ToUnixTimeTicks() * 13));
        }

        return new VersionMark(set.Version, set.RecordedAt, set.Changes.Count, sum);
    }
}
