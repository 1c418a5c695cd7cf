using NodaTime;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>One version as read from the change log, still packed.</summary>
/// <param name="Version">The version.</param>
/// <param name="RecordedAt">When it was committed.</param>
/// <param name="Actor">Who sent it.</param>
/// <param name="Blocks">Its blocks, in order.</param>
internal sealed record LoggedVersion(long Version, Instant RecordedAt, string Actor, List<byte[]> Blocks)
{
    /// <summary>The corrections of its blocks; empty where they were not kept yet.</summary>
    public List<byte[]> Corrections { get; } = [];

    /// <summary>The sources that were heard from.</summary>
    public IReadOnlyList<Heard> Heard { get; init; } = [];
}
