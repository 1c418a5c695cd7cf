using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Checks a raw record against the contract and the catalogue, field by field in the order of the contract's table; the first mistake
/// decides. One per request: takes one catalogue and one clock reading. Not thread-safe.
/// </summary>
internal abstract class RecordValidator(CatalogueIndex catalogue, Func<string, bool> mayIngest)
{
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
    protected RefusalReason? Text(ReadOnlySpan<byte> bytes, in FieldSlot slot, RefusalReason wrong, out ReadOnlySpan<byte> text)
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

    /// <summary>Finds the metric, or takes the only one that the source feeds.</summary>
    protected RefusalReason? FindMetric(ReadOnlySpan<byte> bytes, in FieldSlot slot, SourceSystem source, out MetricEntry? metric)
    {
        if (IsAbsent(slot))
        {
            metric = catalogue.OnlyMetricOf(source);
            return metric is null ? RefusalReason.MetricNeeded : Refusal(metric);
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

    /// <summary>Finds the category; none is the root.</summary>
    protected RefusalReason? FindCategory(ReadOnlySpan<byte> bytes, in FieldSlot slot, MetricEntry metric, out CategoryNode category)
    {
        category = metric.Metric.Categories[0];
        if (IsAbsent(slot))
        {
            return null;
        }

        RefusalReason? wrong = Text(bytes, slot, RefusalReason.UnknownCategory, out ReadOnlySpan<byte> path);
        if (wrong is not null)
        {
            return wrong;
        }

        if (metric.FindCategory(path) is not { } found)
        {
            return RefusalReason.UnknownCategory;
        }

        category = found;
        return null;
    }

    /// <summary>Finds the unit.</summary>
    protected RefusalReason? FindUnit(ReadOnlySpan<byte> bytes, in FieldSlot slot, out UnitNode? unit)
    {
        unit = null;
        if (IsAbsent(slot))
        {
            return MissingUnit;
        }

        RefusalReason? wrong = Text(bytes, slot, RefusalReason.UnknownUnit, out ReadOnlySpan<byte> code);
        if (wrong is not null)
        {
            return wrong;
        }

        unit = catalogue.FindUnit(code);
        return unit is null ? RefusalReason.UnknownUnit : null;
    }

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
