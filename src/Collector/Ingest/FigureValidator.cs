using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>Turns a raw record of <c>/api/v1/counts</c> into a figure, or says why not.</summary>
internal sealed class FigureValidator(CatalogueIndex catalogue, Func<string, bool> mayIngest, TimeLimits times)
    : RecordValidator(catalogue, RecordKind.Figure, mayIngest)
{
    /// <summary>Largest figure.</summary>
    public const long MaxCount = 1_000_000_000_000;

    /// <summary>Checks a record.</summary>
    /// <param name="bytes">The record's bytes.</param>
    /// <param name="record">Where its fields stand.</param>
    /// <param name="result">The figure, if good.</param>
    /// <param name="beginsAt">Unix second at which the figure's period begins, if good.</param>
    /// <returns>Null if it is good.</returns>
    public RefusalReason? Validate(ReadOnlySpan<byte> bytes, RawRecord record, out FigureRecord result, out long beginsAt)
    {
        result = default;
        beginsAt = 0;
        RefusalReason? wrong = Begin(bytes, record) ?? FindSource(bytes, record[RecordLayout.Source]);
        if (wrong is not null || Source is not { } known)
        {
            return wrong;
        }

        if ((wrong = FindMetric(bytes, record, known, out MetricEntry? metric)) is not null)
        {
            return wrong;
        }

        // The period is read before the codes, which mean what they meant when it began; mistakes are told in the order of the fields all the same.
        RefusalReason? wrongPeriod = ReadPeriod(bytes, record[RecordLayout.Period], out BucketGrain grain, out long start, out long second);
        if ((wrong = Place(bytes, record, known, metric, wrongPeriod is null ? second : null, out Placement place)) is not null
            || (wrong = wrongPeriod) is not null
            || (wrong = ReadRevision(bytes, record[RecordLayout.Revision], out long revision)) is not null
            || (wrong = ReadWithdrawn(bytes, record[RecordLayout.Withdrawn], out bool withdrawn)) is not null
            || (wrong = ReadCount(bytes, record[RecordLayout.Count], withdrawn, out long count)) is not null)
        {
            return wrong;
        }

        beginsAt = second;
        if (place is { Metric: { } counted, Category: { } category, Unit: { } unit })
        {
            result = new FigureRecord(start, count, revision, Catalogue.Handle(known, counted.Metric, category, unit), grain, withdrawn);
            return null;
        }

        HeldRecord draft = new(known.Id, metric?.Metric.Id ?? "", "", "", grain, default, start, second, count, revision, withdrawn, place.Unmapped);
        return Hold(bytes, record, place, known, draft);
    }

    /// <inheritdoc/>
    protected override RefusalReason? Refusal(MetricEntry metric) => metric.NotAsFigure;

    private RefusalReason? ReadPeriod(ReadOnlySpan<byte> bytes, in FieldSlot slot, out BucketGrain grain, out long start, out long beginsAt)
    {
        grain = default;
        start = 0;
        beginsAt = 0;
        if (IsAbsent(slot))
        {
            return MissingPeriod;
        }

        RefusalReason? wrong = Text(bytes, slot, RefusalReason.BadPeriod, out ReadOnlySpan<byte> text);
        return wrong
            ?? (!PeriodText.TryParse(text, Catalogue.Catalogue.Calendar, out grain, out start) ? RefusalReason.BadPeriod
            : times.Allow(grain, start, out beginsAt) ? null
            : RefusalReason.PeriodOutOfRange);
    }

    // A figure that is taken back needs no number; one that is given is checked all the same.
    private static RefusalReason? ReadCount(ReadOnlySpan<byte> bytes, in FieldSlot slot, bool withdrawn, out long count)
    {
        count = 0;
        return IsOptionalAbsent(slot) ? withdrawn ? null : MissingCount
            : TryInteger(bytes, slot, 0, MaxCount, out count) ? null
            : RefusalReason.BadCount;
    }

    private static readonly RefusalReason MissingPeriod = RefusalReason.Missing("period");
    private static readonly RefusalReason MissingCount = RefusalReason.Missing("count");
}
