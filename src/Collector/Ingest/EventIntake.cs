using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>Takes events.</summary>
internal sealed class EventIntake(CatalogueIndex index, EventValidator validator, SpoolFolder folder, IngestLimits limits)
    : RecordIntake(index.Catalogue, folder, limits)
{
    /// <inheritdoc/>
    public override void ReleaseRecords()
    {
        spool.Dispose();
        validator.Held.Dispose();
    }

    /// <inheritdoc/>
    protected override RefusalReason? Validate(ReadOnlySpan<byte> bytes, RawRecord record, out SourceSystem? source, out long at)
    {
        RefusalReason? wrong = validator.Validate(bytes, record, out EventRecord good);
        source = validator.Source;
        at = good.OccurredAt;
        if (wrong is null)
        {
            spool.Add(good);
        }

        return wrong;
    }

    /// <inheritdoc/>
    protected override Delivery Build(IReadOnlyList<SourceShare> shares, IReadOnlyList<RefusalCount> refusals, string actor) =>
        new() { Events = spool.Chunks(), Shares = shares, Refusals = refusals, Held = validator.Held.Records, Actor = actor };

    private readonly RecordSpool<EventRecord> spool = new(folder, limits.SpoolMemoryBytes);
}
