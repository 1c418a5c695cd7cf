using System.Collections.Concurrent;
using NodaTime;

namespace Tongbi.Dashboard.Live;

/// <summary>
/// A view at one version and moment. Every entry says when it last changed, so what a screen lacks follows from one number, however far it has
/// fallen behind: no queue and no history is kept per screen. Immutable, thread-safe.
/// </summary>
internal sealed class ViewState
{
    /// <summary>Version of the data that all entries are of.</summary>
    public required long Version { get; init; }

    /// <summary>The moment they were computed for.</summary>
    public required Instant ComputedAt { get; init; }

    /// <summary>The same with the office's offset, as it is sent.</summary>
    public required string At { get; init; }

    /// <summary>Rises by one with every state that differs from the one before; 1 is the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>Sequence from which differences can be told; a screen before it needs a snapshot.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>Version from which differences can be told after a reconnect; a screen at or before it needs a snapshot.</summary>
    public required long FirstVersion { get; init; }

    /// <summary>All figures and curves in the order of the layout.</summary>
    public required IReadOnlyList<ViewEntry> Entries { get; init; }

    /// <summary>What the questions were made from.</summary>
    public required ViewPlan Plan { get; init; }

    /// <summary>Whether it stands for a moment: within the same minute running figures do not move without new data.</summary>
    public bool IsCurrent(long version, Instant now) => version == Version && MinuteOf(now) == MinuteOf(ComputedAt);

    /// <summary>What a screen that was last sent <paramref name="sequence"/> lacks, as one update.</summary>
    public EncodedMessage UpdateSince(long sequence)
    {
        if (updates.TryGetValue(sequence, out EncodedMessage? known))
        {
            return known;
        }

        EncodedMessage update = LiveMessages.Update(this, Entries.Where(entry => entry.ChangedSequence > sequence));
        if (updates.Count < MaximumSharedUpdates)
        {
            updates.TryAdd(sequence, update);
        }

        return update;
    }

    /// <summary>What a screen lacks that last saw <paramref name="version"/> before its connection broke; null where a snapshot is shorter or nothing is known.</summary>
    public EncodedMessage? DifferenceSince(long version)
    {
        if (version <= FirstVersion || version > Version)
        {
            return null;
        }

        List<ViewEntry> lacking = [.. Entries.Where(entry => entry.MissingUpTo >= version)];
        return lacking.Count == Entries.Count && lacking.Count > 0 ? null : LiveMessages.Update(this, lacking);
    }

    private static long MinuteOf(Instant instant) => instant.ToUnixTimeSeconds() / 60;

    /// <summary>Screens are nearly always at one of the last few states; stragglers beyond these get an encoding of their own.</summary>
    private const int MaximumSharedUpdates = 8;

    private readonly ConcurrentDictionary<long, EncodedMessage> updates = new();
}
