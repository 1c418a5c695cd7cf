using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ledger;

/// <summary>
/// One request to be committed as a whole: the good records of a body that was read to its end, and what was refused of it.
/// </summary>
public sealed class Delivery
{
    /// <summary>Events in order of arrival. Read once, in chunks, by the ledger's writer; may be backed by a spool file.</summary>
    public IEnumerable<ReadOnlyMemory<EventRecord>> Events { get; init; } = [];

    /// <summary>Ready figures in order of arrival, likewise.</summary>
    public IEnumerable<ReadOnlyMemory<FigureRecord>> Figures { get; init; } = [];

    /// <summary>What each source delivered; a source with at least one good record has had a successful delivery.</summary>
    public IReadOnlyList<SourceShare> Shares { get; init; } = [];

    /// <summary>Refusals of this request, already added up (never raw values).</summary>
    public IReadOnlyList<RefusalCount> Refusals { get; init; } = [];

    /// <summary>Records that are good but for codes nobody has mapped yet: kept, not counted (see <see cref="IHeldRecords"/>).</summary>
    public IReadOnlyCollection<HeldRecord> Held { get; init; } = [];

    /// <summary>Who sent it, for the record: key id or verb, never a secret. At most 100 characters.</summary>
    public string Actor { get; init; } = "";
}
