using NodaTime;

namespace Tongbi.Collector.Ledger;

/// <summary>What one committed request changed: one version of the data set.</summary>
/// <param name="Version">The version that this commit made; versions rise by one and are seen in order.</param>
/// <param name="RecordedAt">When it was committed.</param>
/// <param name="Changes">The entries; empty where no count moved: a revision that says the same, a source heard from without news, a seal.</param>
public sealed record ChangeSet(long Version, Instant RecordedAt, IReadOnlyList<Change> Changes)
{
    /// <summary>What is to be known of the records beside their counts; null where it was not kept yet.</summary>
    public IReadOnlyList<Correction>? Corrections { get; init; }

    /// <summary>Who sent it, as the delivery named them; empty where a reader does not ask for it (see <see cref="ILedger.ReadTouchingAsync"/>).</summary>
    public string Actor { get; init; } = "";

    /// <summary>The sources that were heard from in a new hour; not told by <see cref="ILedger.ReadTouchingAsync"/>.</summary>
    public IReadOnlyList<Heard> Heard { get; init; } = [];
}
