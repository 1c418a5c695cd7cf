using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>Takes ready figures.</summary>
internal sealed class FigureIntake(CatalogueIndex index, FigureValidator validator, SpoolFolder folder, IngestLimits limits)
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
        RefusalReason? wrong = validator.Validate(bytes, record, out FigureRecord good, out at);
        source = validator.Source;
        if (wrong is null)
        {
            spool.Add(good);
        }

        return wrong;
    }

    /// <inheritdoc/>
    protected override Delivery Build(IReadOnlyList<SourceShare> shares, IReadOnlyList<RefusalCount> refusals, string actor) =>
        new() { Figures = spool.Chunks(), Shares = shares, Refusals = refusals, Held = validator.Held.Records, Actor = actor };

    private readonly RecordSpool<FigureRecord> spool = new(folder, limits.SpoolMemoryBytes);
}
