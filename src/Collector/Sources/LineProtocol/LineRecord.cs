using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>
/// One line on its way to becoming a raw record of the public contract, so that it is judged by the same rules as one in JSON: texts without
/// escapes, numbers as JSON spells them, the timestamp as <c>occurredAt</c> or <c>period</c>. Reused from line to line.
/// </summary>
internal sealed class LineRecord
{
    /// <summary>The record, once <see cref="Finish"/> found nothing wrong; its table of fields tells an event from a figure.</summary>
    public RawRecord Raw { get; private set; } = new(RecordLayout.Events);

    /// <summary>The bytes that the record's offsets are into.</summary>
    public ReadOnlySpan<byte> Bytes => row.Written;

    /// <summary>Forgets the line before.</summary>
    public void Clear()
    {
        row.Clear();
        Array.Clear(slots);
        unknown = default;
        misplaced = null;
        isDuplicate = false;
        timestamp = null;
    }

    /// <summary>Takes the measurement, which is the metric.</summary>
    /// <param name="name">As written.</param>
    /// <param name="escapable">What a backslash in it escapes; empty if it has no escapes.</param>
    public void SetMeasurement(ReadOnlySpan<byte> name, ReadOnlySpan<byte> escapable) => measurement = Append(name, escapable);

    /// <summary>Takes a tag.</summary>
    public void AddTag(ReadOnlySpan<byte> name, ReadOnlySpan<byte> escapableInName, ReadOnlySpan<byte> value, ReadOnlySpan<byte> escapable)
    {
        int known = Find(name, escapableInName);
        Set(known, Append(value, escapable), isTag: true);
    }

    /// <summary>Takes a field's name; its value follows.</summary>
    public void BeginField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> escapable) => field = Find(name, escapable);

    /// <summary>Takes a field's value that stood in quotes.</summary>
    public void EndFieldWithText(ReadOnlySpan<byte> text, ReadOnlySpan<byte> escapable) => Set(field, Append(text, escapable), isTag: false);

    /// <summary>Takes a field's value without quotes; false if it is neither a number nor true or false.</summary>
    public bool TryEndField(ReadOnlySpan<byte> value)
    {
        int start = row.Length;
        FieldKind kind = MarkOf(value);
        if (kind == FieldKind.Absent)
        {
            if (!LineNumber.TryAppend(value, row))
            {
                return false;
            }

            kind = FieldKind.Number;
        }

        Set(field, new FieldSlot(start, row.Length - start, kind), isTag: false);
        return true;
    }

    /// <summary>Takes the timestamp; false if it is no integer of 64 bits.</summary>
    public bool TrySetTimestamp(ReadOnlySpan<byte> text)
    {
        bool isNumber = LineNumber.TryTimestamp(text, out long number);
        timestamp = number;
        return isNumber;
    }

    /// <summary>Makes <see cref="Raw"/> of the line.</summary>
    /// <returns>What is wrong with it beyond what the contract's rules find; null if nothing.</returns>
    public RefusalReason? Finish(LineTimes times)
    {
        if (misplaced is not null)
        {
            return misplaced;
        }

        bool isEvent = slots[LineName.Id].Kind != FieldKind.Absent;
        Raw = isEvent ? events : figures;
        Raw.Clear();
        Raw.IsObject = true;
        Raw.Set(RecordLayout.Metric, measurement);
        Copy(LineName.Source, RecordLayout.Source);
        Copy(LineName.Unit, RecordLayout.Unit);
        Copy(LineName.Category, RecordLayout.Category);
        Copy(LineName.Revision, RecordLayout.Revision);
        Copy(LineName.Withdrawn, RecordLayout.Withdrawn);
        if (unknown.Kind != FieldKind.Absent)
        {
            Raw.NoteUnknown(unknown);
        }

        if (isDuplicate)
        {
            Raw.Set(RecordLayout.Metric, measurement);
        }

        return isEvent ? FinishEvent(times) : FinishFigure(times);
    }

    private RefusalReason? FinishEvent(LineTimes times)
    {
        Copy(LineName.Id, RecordLayout.Id);
        Copy(LineName.Quantity, RecordLayout.Quantity);
        Refuse(LineName.Grain);
        Refuse(LineName.Count);
        Raw.Set(RecordLayout.OccurredAt, times.AppendInstant(timestamp, row));
        return null;
    }

    private RefusalReason? FinishFigure(LineTimes times)
    {
        FieldSlot written = slots[LineName.Grain];
        BucketGrain grain = BucketGrain.Hour;
        if (written.Kind != FieldKind.Absent && !Grains.TryGet(written.Of(row.Written), out grain))
        {
            return RefusalReason.BadGrain;
        }

        Copy(LineName.Count, RecordLayout.Count);
        Refuse(LineName.Quantity);
        Raw.Set(RecordLayout.Period, times.AppendPeriod(timestamp, grain, row));
        return null;
    }

    private void Copy(int name, int slot)
    {
        if (slots[name].Kind != FieldKind.Absent)
        {
            Raw.Set(slot, slots[name]);
        }
    }

    // A name that belongs to the other kind of record is as unknown to this one as it is in JSON.
    private void Refuse(int name)
    {
        if (slots[name].Kind != FieldKind.Absent)
        {
            Raw.NoteUnknown(AppendName(name));
        }
    }

    // The number of a name; one that is not known stays in the row, to be told.
    private int Find(ReadOnlySpan<byte> name, ReadOnlySpan<byte> escapable)
    {
        if (escapable.IsEmpty)
        {
            int plain = LineName.All.Find(name);
            if (plain < 0 && unknown.Kind == FieldKind.Absent)
            {
                unknown = Append(name, escapable);
            }

            return plain;
        }

        FieldSlot slot = Append(name, escapable);
        int found = LineName.All.Find(slot.Of(row.Written));
        if (found < 0 && unknown.Kind == FieldKind.Absent)
        {
            unknown = slot;
        }

        return found;
    }

    private void Set(int name, FieldSlot value, bool isTag)
    {
        if (name < 0)
        {
            return;
        }

        if (LineName.IsTag(name) != isTag)
        {
            misplaced ??= isTag ? Misplaced[name].AsTag : Misplaced[name].AsField;
        }

        isDuplicate |= slots[name].Kind != FieldKind.Absent;
        slots[name] = value;
    }

    private FieldSlot AppendName(int name)
    {
        int start = row.Length;
        row.Append(System.Text.Encoding.UTF8.GetBytes(LineName.All.Names[name]));
        return new FieldSlot(start, row.Length - start, FieldKind.Text);
    }

    private FieldSlot Append(ReadOnlySpan<byte> text, ReadOnlySpan<byte> escapable)
    {
        int start = row.Length;
        while (!escapable.IsEmpty && text.IndexOf((byte)'\\') is >= 0 and var backslash)
        {
            bool escapes = backslash + 1 < text.Length && escapable.Contains(text[backslash + 1]);
            row.Append(text[..(escapes ? backslash : backslash + 1)]);
            text = text[(backslash + 1)..];
            if (escapes)
            {
                row.Append(text[..1]);
                text = text[1..];
            }
        }

        row.Append(text);
        return new FieldSlot(start, row.Length - start, FieldKind.Text);
    }

    private static FieldKind MarkOf(ReadOnlySpan<byte> value) => value switch
    {
        [(byte)'t' or (byte)'T'] => FieldKind.True,
        [(byte)'f' or (byte)'F'] => FieldKind.False,
        _ when value.SequenceEqual("true"u8) || value.SequenceEqual("True"u8) || value.SequenceEqual("TRUE"u8) => FieldKind.True,
        _ when value.SequenceEqual("false"u8) || value.SequenceEqual("False"u8) || value.SequenceEqual("FALSE"u8) => FieldKind.False,
        _ => FieldKind.Absent,
    };

    private static readonly Utf8Table<BucketGrain> Grains = new(
    [
        KeyValuePair.Create("hour", BucketGrain.Hour),
        KeyValuePair.Create("day", BucketGrain.Day),
        KeyValuePair.Create("month", BucketGrain.Month),
        KeyValuePair.Create("year", BucketGrain.Year),
    ]);

    private static readonly (RefusalReason AsTag, RefusalReason AsField)[] Misplaced =
        [.. LineName.All.Names.Select(name => (RefusalReason.BelongsAmongFields(name), RefusalReason.BelongsAmongTags(name)))];

    private readonly RowBytes row = new();
    private readonly FieldSlot[] slots = new FieldSlot[LineName.All.Names.Count];
    private readonly RawRecord events = new(RecordLayout.Events);
    private readonly RawRecord figures = new(RecordLayout.Figures);
    private FieldSlot measurement;
    private FieldSlot unknown;
    private RefusalReason? misplaced;
    private bool isDuplicate;
    private long? timestamp;
    private int field;
}
