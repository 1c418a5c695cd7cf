using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Sources.Import;

/// <summary>How far an import has come, all of it durable in the ledger: what an interrupted one goes on from.</summary>
/// <param name="Rows">Rows whose fate is settled.</param>
/// <param name="Inserted">Seen for the first time.</param>
/// <param name="Revised">Replaced an earlier record.</param>
/// <param name="Withdrawn">Taken out of the counts.</param>
/// <param name="Duplicate">Known already.</param>
/// <param name="Stale">Of a lower revision than known.</param>
/// <param name="Held">Refused, but kept until their codes are mapped.</param>
/// <param name="Rejected">Refused rows by code.</param>
/// <param name="Examples">The first refused rows, a few of each code.</param>
/// <param name="Identity">The data set that took them.</param>
/// <param name="Version">The newest version when the last of them was settled; null if none was.</param>
/// <param name="RecordedAt">When that version was made, in ticks since the Unix epoch: a data set that went back to a backup made another version of this number.</param>
internal sealed record ImportCheckpoint(
    long Rows,
    long Inserted,
    long Revised,
    long Withdrawn,
    long Duplicate,
    long Stale,
    long Held,
    IReadOnlyDictionary<string, long> Rejected,
    IReadOnlyList<Refusal> Examples,
    Guid Identity,
    long? Version,
    long RecordedAt)
{
    /// <summary>Where every import begins.</summary>
    public static ImportCheckpoint Beginning { get; } = new(0, 0, 0, 0, 0, 0, 0, new Dictionary<string, long>(), [], Guid.Empty, null, 0);

    /// <summary>Whether a ledger still holds what was settled, that is: it has not been put back to an earlier state since.</summary>
    public async Task<bool> IsHeldByAsync(ILedger ledger, CancellationToken cancellationToken) =>
        Version is { } version && ledger.Identity == Identity && await RecordedAtAsync(ledger, version, cancellationToken) == RecordedAt;

    /// <summary>When a version was made, in ticks since the Unix epoch; null if there is no such version.</summary>
    public static async Task<long?> RecordedAtAsync(ILedger ledger, long version, CancellationToken cancellationToken)
    {
        await foreach (ChangeSet set in ledger.ReadChangesAsync(version - 1, cancellationToken))
        {
            return set.Version == version ? set.RecordedAt.ToUnixTimeTicks() : null;
        }

        return null;
    }
}
