using System.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>Turns a raw record of <c>/api/v1/events</c> into an event, or says why not.</summary>
internal sealed class EventValidator(CatalogueIndex catalogue, Func<string, bool> mayIngest, TimeLimits times, IdHasher hasher)
    : RecordValidator(catalogue, RecordKind.Event, mayIngest)
{
    /// <summary>Longest id in characters.</summary>
    public const int MaxIdCharacters = 128;

    /// <summary>Checks a record.</summary>
    /// <returns>Null if it is good.</returns>
    public RefusalReason? Validate(ReadOnlySpan<byte> bytes, RawRecord record, out EventRecord result)
    {
        result = default;
        RefusalReason? wrong = Begin(bytes, record) ?? FindSource(bytes, record[RecordLayout.Source]);
        if (wrong is not null || Source is not { } known)
        {
            return wrong;
        }

        if ((wrong = ReadId(bytes, record[RecordLayout.Id], known, out UInt128 key)) is not null
            || (wrong = FindMetric(bytes, record, known, out MetricEntry? metric)) is not null)
        {
            return wrong;
        }

        // The time is read before the codes, which mean what they meant then; mistakes are told in the order of the fields all the same.
        RefusalReason? wrongTime = ReadTime(bytes, record[RecordLayout.OccurredAt], out long occurredAt);
        if ((wrong = Place(bytes, record, known, metric, wrongTime is null ? occurredAt : null, out Placement place)) is not null
            || (wrong = wrongTime) is not null
            || (wrong = ReadQuantity(bytes, record[RecordLayout.Quantity], out long quantity)) is not null
            || (wrong = ReadRevision(bytes, record[RecordLayout.Revision], out long revision)) is not null
            || (wrong = ReadWithdrawn(bytes, record[RecordLayout.Withdrawn], out bool withdrawn)) is not null)
        {
            return wrong;
        }

        if (place is { Metric: { } counted, Category: { } category, Unit: { } unit })
        {
            result = new EventRecord(key, occurredAt, revision, Catalogue.Handle(known, counted.Metric, category, unit), (int)quantity, withdrawn);
            return null;
        }

        HeldRecord draft = new(known.Id, metric?.Metric.Id ?? "", "", "", BucketGrain.Event, key, occurredAt, occurredAt, quantity, revision, withdrawn, place.Unmapped);
        return Hold(bytes, record, place, known, draft);
    }

    /// <inheritdoc/>
    protected override RefusalReason? Refusal(MetricEntry metric) => metric.NotAsEvent;

    private RefusalReason? ReadId(ReadOnlySpan<byte> bytes, in FieldSlot slot, SourceSystem source, out UInt128 key)
    {
        key = default;
        if (IsAbsent(slot))
        {
            return MissingId;
        }

        RefusalReason? wrong = Text(bytes, slot, RefusalReason.BadId, out ReadOnlySpan<byte> id);
        if (wrong is not null)
        {
            return wrong;
        }

        if (id.Length > MaxIdCharacters && Characters(id) > MaxIdCharacters)
        {
            return RefusalReason.IdTooLong;
        }

        key = hasher.Hash(SourceBytes(source), id);
        return null;
    }

    private RefusalReason? ReadTime(ReadOnlySpan<byte> bytes, in FieldSlot slot, out long occurredAt)
    {
        occurredAt = 0;
        if (IsAbsent(slot))
        {
            return MissingTime;
        }

        RefusalReason? wrong = Text(bytes, slot, RefusalReason.BadOccurredAt, out ReadOnlySpan<byte> text);
        return wrong
            ?? (!Rfc3339.TryParse(text, out occurredAt) ? RefusalReason.BadOccurredAt
            : times.Allow(occurredAt) ? null
            : RefusalReason.OccurredAtOutOfRange);
    }

    private static RefusalReason? ReadQuantity(ReadOnlySpan<byte> bytes, in FieldSlot slot, out long quantity)
    {
        quantity = 1;
        return IsOptionalAbsent(slot) || TryInteger(bytes, slot, -1_000_000, 1_000_000, out quantity) ? null : RefusalReason.BadQuantity;
    }

    private byte[] SourceBytes(SourceSystem source) => sourceBytes[source.Index] ??= Encoding.UTF8.GetBytes(source.Id);

    private static int Characters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private static readonly RefusalReason MissingId = RefusalReason.Missing("id");
    private static readonly RefusalReason MissingTime = RefusalReason.Missing("occurredAt");

    private readonly byte[]?[] sourceBytes = new byte[]?[catalogue.Catalogue.Sources.Count];
}
