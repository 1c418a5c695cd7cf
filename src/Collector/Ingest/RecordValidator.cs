using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Checks a raw record against the contract and the catalogue, field by field in the order of the contract's table; the first mistake
/// decides. One per request: takes one catalogue and one clock reading. Not thread-safe.
/// </summary>
internal abstract class RecordValidator(CatalogueIndex catalogue, RecordKind kind, Func<string, bool> mayIngest)
{
    /// <summary>The records that are to wait for their codes.</summary>
    public HeldIntake Held { get; } = new(catalogue.Budget);

    /// <summary>The source of the record validated last, as far as it was recognised and allowed; else null.</summary>
    public SourceSystem? Source { get; private set; }

    /// <summary>The catalogue that records are checked against.</summary>
    protected CatalogueIndex Catalogue => catalogue;

    /// <summary>Forgets the record before and checks what concerns the record as a whole.</summary>
    protected RefusalReason? Begin(ReadOnlySpan<byte> bytes, RawRecord record)
    {
        Source = null;
        return !record.IsObject ? RefusalReason.NotJson
            : record.HasDuplicate ? RefusalReason.DuplicateMember
            : record.UnknownName.Kind != FieldKind.Absent ? RefusalReason.Unknown(record.UnknownName.Of(bytes))
            : null;
    }

    /// <summary>Whether nothing stands in the field; an empty string is as good as nothing.</summary>
    protected static bool IsAbsent(in FieldSlot slot) =>
        slot.Kind is FieldKind.Absent or FieldKind.Null || (slot.Kind == FieldKind.Text && slot.Length == 0);

    /// <summary>The field as text, or the reason why it is none: <paramref name="wrong"/> for another JSON type.</summary>
    protected RefusalReason? Text(ReadOnlySpan<byte> bytes, scoped in FieldSlot slot, RefusalReason wrong, out ReadOnlySpan<byte> text)
    {
        switch (slot.Kind)
        {
            case FieldKind.Text or FieldKind.Cell:
                text = slot.Of(bytes);
                return null;
            case FieldKind.EscapedText:
                if (scratch.Length < slot.Length)
                {
                    scratch = new byte[slot.Length];
                }

                int length = JsonText.Unescape(slot.Of(bytes), scratch);
                text = length < 0 ? default : scratch.AsSpan(0, length);
                return length < 0 ? RefusalReason.BadEscape : null;
            default:
                text = default;
                return wrong;
        }
    }

    /// <summary>Finds <see cref="Source"/> and checks that the caller may feed it.</summary>
    protected RefusalReason? FindSource(ReadOnlySpan<byte> bytes, in FieldSlot slot)
    {
        if (IsAbsent(slot))
        {
            return MissingSource;
        }

        RefusalReason? wrong = Text(bytes, slot, RefusalReason.UnknownSource, out ReadOnlySpan<byte> id);
        if (wrong is not null)
        {
            return wrong;
        }

        SourceSystem? source = catalogue.FindSource(id);
        if (source is null)
        {
            return RefusalReason.UnknownSource;
        }

        if (!MayIngest(source))
        {
            // Not put down to the source: whoever has any key could make it look ill.
            return RefusalReason.ForbiddenSource;
        }

        Source = source;
        return null;
    }

    /// <summary>
    /// Finds the metric, or takes the only one that the source feeds. None, and no reason against it, where the source's table of categories may
    /// choose it.
    /// </summary>
    protected RefusalReason? FindMetric(ReadOnlySpan<byte> bytes, RawRecord record, SourceSystem source, out MetricEntry? metric)
    {
        FieldSlot slot = record[RecordLayout.Metric];
        if (IsAbsent(slot))
        {
            metric = catalogue.OnlyMetricOf(source);
            return metric is not null ? Refusal(metric)
                : catalogue.LookupOf(source).MayChooseMetric && !IsAbsent(record[RecordLayout.Category]) ? null
                : RefusalReason.MetricNeeded;
        }

        metric = null;
        RefusalReason? wrong = Text(bytes, slot, RefusalReason.UnknownMetric, out ReadOnlySpan<byte> id);
        if (wrong is not null)
        {
            return wrong;
        }

        metric = catalogue.FindMetric(id);
        return metric is null ? RefusalReason.UnknownMetric
            : Refusal(metric) ?? (metric.IsFedBy(source) ? null : metric.NotAuthoritative);
    }

    /// <summary>
    /// Finds category and unit by the codes of the record. A code that is not mapped yet is no mistake where the record may wait for it: then the
    /// placement lacks it.
    /// </summary>
    /// <param name="bytes">The record's bytes.</param>
    /// <param name="record">Where its fields stand.</param>
    /// <param name="source">Its source.</param>
    /// <param name="metric">The metric it names; null if the category chooses it.</param>
    /// <param name="second">Unix second by whose statistical date codes are looked up; null if the time cannot be read, which is told then.</param>
    /// <param name="place">Where it belongs.</param>
    protected RefusalReason? Place(ReadOnlySpan<byte> bytes, RawRecord record, SourceSystem source, MetricEntry? metric, long? second, out Placement place)
    {
        place = default;
        SourceLookup lookup = catalogue.LookupOf(source);
        if (second is null && lookup.Codes is not null)
        {
            return null;
        }

        int day = second is { } known && lookup.Codes is not null ? catalogue.DayOf(known) : 0;
        bool mayWait = Held.IsOffered && lookup.Codes is { Holds: true };
        UnitNode? unit = null;
        RefusalReason? wrong = FindCategory(bytes, record[RecordLayout.Category], lookup, metric, day, mayWait, out MetricEntry? chosen, out CategoryNode? category)
            ?? FindUnit(bytes, record[RecordLayout.Unit], lookup, day, mayWait, out unit);
        if (wrong is null)
        {
            place = new Placement(category is null ? metric : chosen, category, unit);
        }

        return wrong;
    }

    /// <summary>Lets a record wait that is good but for its codes.</summary>
    /// <param name="bytes">The record's bytes.</param>
    /// <param name="record">Where its fields stand.</param>
    /// <param name="place">Where it belongs, as far as is known.</param>
    /// <param name="source">Its source.</param>
    /// <param name="draft">What is kept of it; the codes are added here.</param>
    /// <returns>What the sender is told.</returns>
    protected RefusalReason Hold(ReadOnlySpan<byte> bytes, RawRecord record, in Placement place, SourceSystem source, HeldRecord draft)
    {
        bool isCategory = place.Category is null;
        if (!MayBeKept(bytes, record[RecordLayout.Category], place.Category is not null) || !MayBeKept(bytes, record[RecordLayout.Unit], place.Unit is not null))
        {
            return isCategory ? RefusalReason.UnkeptCategory : RefusalReason.UnkeptUnit;
        }

        if (!Held.TryTake(source.Id, catalogue.LookupOf(source).Codes?.Limit ?? 0))
        {
            return isCategory ? RefusalReason.FullCategory : RefusalReason.FullUnit;
        }

        Held.Add(draft with
        {
            Category = CodeOf(bytes, record[RecordLayout.Category]),
            Unit = CodeOf(bytes, record[RecordLayout.Unit]),
            Unmapped = place.Unmapped,
        });
        return isCategory ? RefusalReason.HeldCategory : RefusalReason.HeldUnit;
    }

    private RefusalReason? FindCategory(
        ReadOnlySpan<byte> bytes, FieldSlot slot, SourceLookup lookup, MetricEntry? metric, int day, bool mayWait, out MetricEntry? chosen, out CategoryNode? category)
    {
        (chosen, category) = (metric, null);
        ReadOnlySpan<byte> code = default;
        RefusalReason? wrong = IsAbsent(slot) ? null : Text(bytes, slot, RefusalReason.UnknownCategory, out code);
        if (wrong is not null)
        {
            return wrong;
        }

        return lookup.FindCategory(metric, code, day, kind, out chosen, out category) switch
        {
            CodeFate.Known => ReferenceEquals(chosen, metric) ? null : Refusal(chosen!), // not null: a known category has its metric
            CodeFate.Ignored => RefusalReason.IgnoredCategory,
            CodeFate.Shared => RefusalReason.SharedCategory,
            _ => mayWait ? null : RefusalReason.UnknownCategory,
        };
    }

    private RefusalReason? FindUnit(ReadOnlySpan<byte> bytes, FieldSlot slot, SourceLookup lookup, int day, bool mayWait, out UnitNode? unit)
    {
        unit = null;
        if (IsAbsent(slot))
        {
            return MissingUnit;
        }

        RefusalReason? wrong = Text(bytes, slot, RefusalReason.UnknownUnit, out ReadOnlySpan<byte> code);
        return wrong ?? lookup.FindUnit(code, day, kind, out unit) switch
        {
            CodeFate.Known => null,
            CodeFate.Ignored => RefusalReason.IgnoredUnit,
            CodeFate.Shared => RefusalReason.SharedUnit,
            _ => mayWait ? null : RefusalReason.UnknownUnit,
        };
    }

    // What is mapped, or stands in the catalogue, is known to be a code whatever it looks like.
    private bool MayBeKept(ReadOnlySpan<byte> bytes, FieldSlot slot, bool isKnown) =>
        isKnown || (Text(bytes, slot, RefusalReason.UnknownUnit, out ReadOnlySpan<byte> code) is null && CodeShape.MayBeKept(code));

    private string CodeOf(ReadOnlySpan<byte> bytes, FieldSlot slot) =>
        !IsAbsent(slot) && Text(bytes, slot, RefusalReason.UnknownUnit, out ReadOnlySpan<byte> code) is null ? Held.Text(code) : "";

    /// <summary>Reads an integer: a JSON number or a CSV cell.</summary>
    protected static bool TryInteger(ReadOnlySpan<byte> bytes, in FieldSlot slot, long min, long max, out long value)
    {
        value = 0;
        return slot.Kind is FieldKind.Number or FieldKind.Cell && Digits.TryInteger(slot.Of(bytes), min, max, out value);
    }

    /// <summary>Reads the optional revision.</summary>
    protected static RefusalReason? ReadRevision(ReadOnlySpan<byte> bytes, in FieldSlot slot, out long revision)
    {
        revision = 0;
        return IsOptionalAbsent(slot) || TryInteger(bytes, slot, 0, long.MaxValue, out revision) ? null : RefusalReason.BadRevision;
    }

    /// <summary>Reads the optional mark of withdrawal.</summary>
    protected static RefusalReason? ReadWithdrawn(ReadOnlySpan<byte> bytes, in FieldSlot slot, out bool withdrawn)
    {
        ReadOnlySpan<byte> cell = slot.Kind == FieldKind.Cell ? slot.Of(bytes) : default;
        withdrawn = slot.Kind == FieldKind.True || cell.SequenceEqual("true"u8) || cell.SequenceEqual("1"u8);
        return withdrawn || IsOptionalAbsent(slot) || slot.Kind == FieldKind.False || cell.SequenceEqual("false"u8) || cell.SequenceEqual("0"u8)
            ? null
            : RefusalReason.BadWithdrawn;
    }

    /// <summary>Whether a number or a mark is left out; unlike a code, an empty string is not one.</summary>
    protected static bool IsOptionalAbsent(in FieldSlot slot) => slot.Kind is FieldKind.Absent or FieldKind.Null;

    /// <summary>Why records of this kind are refused for a metric; null if they are taken.</summary>
    protected abstract RefusalReason? Refusal(MetricEntry metric);

    private bool MayIngest(SourceSystem source)
    {
        ref bool? known = ref allowed[source.Index];
        return known ??= mayIngest(source.Id);
    }

    private static readonly RefusalReason MissingSource = RefusalReason.Missing("source");
    private static readonly RefusalReason MissingUnit = RefusalReason.Missing("unit");

    private readonly bool?[] allowed = new bool?[catalogue.Catalogue.Sources.Count];
    private byte[] scratch = new byte[256];
}
