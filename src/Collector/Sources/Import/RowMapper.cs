using System.Buffers.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>Turns each row of a foreign file into a record by the rules of a mapping and hands it on. One per file; not thread-safe.</summary>
internal sealed class RowMapper(ImportMapping mapping, OfficeCalendar calendar, IRecordSink next) : IRecordSink
{
    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
    {
        row++;
        if (!record.IsObject || record.HasDuplicate)
        {
            next.Refuse(record.IsObject ? RefusalReason.DuplicateMember : RefusalReason.NotJson);
            return;
        }

        if (record.UnknownName.Kind != FieldKind.Absent)
        {
            next.Refuse(RefusalReason.Unknown(record.UnknownName.Of(bytes)));
            return;
        }

        text.Clear();
        mapped.Clear();
        mapped.IsObject = true;
        foreach (FieldRule rule in mapping.Rules)
        {
            int start = text.Length;
            foreach (TextPart part in rule.Parts)
            {
                if (!TryAppend(part, bytes, record))
                {
                    next.Refuse(RefusalReason.BadEscape);
                    return;
                }
            }

            Replace(rule, start);
            int length = text.Length - start;
            mapped.Set(rule.Field, new FieldSlot(start, length, length == 0 ? FieldKind.Absent : FieldKind.Cell));
        }

        next.Take(text.Written, mapped);
    }

    /// <inheritdoc/>
    public void Refuse(RefusalReason reason)
    {
        row++;
        next.Refuse(reason);
    }

    private bool TryAppend(TextPart part, ReadOnlySpan<byte> bytes, RawRecord record)
    {
        switch (part.Kind)
        {
            case TextPartKind.Fixed:
                text.Append(part.Literal);
                return true;
            case TextPartKind.Row:
                Span<byte> digits = stackalloc byte[20];
                Utf8Formatter.TryFormat(row, digits, out int length);
                text.Append(digits[..length]);
                return true;
            default:
                return TryAppend(record[part.Column], bytes);
        }
    }

    private bool TryAppend(in FieldSlot slot, ReadOnlySpan<byte> bytes)
    {
        if (slot.Kind is FieldKind.Absent or FieldKind.Null)
        {
            return true;
        }

        if (slot.Kind != FieldKind.EscapedText)
        {
            text.Append(slot.Of(bytes));
            return true;
        }

        byte[] unescaped = new byte[slot.Length];
        int length = JsonText.Unescape(slot.Of(bytes), unescaped);
        text.Append(unescaped.AsSpan(0, Math.Max(length, 0)));
        return length >= 0;
    }

    private void Replace(FieldRule rule, int start)
    {
        if (rule.Split is { } split)
        {
            Put(text.Written[start..][split.Of(text.Written[start..])].ToArray(), start);
        }

        if (rule.Values is { } values)
        {
            byte[]? replacement = values.TryGet(text.Written[start..], out byte[]? known) ? known : rule.Otherwise;
            if (replacement is not null)
            {
                Put(replacement, start);
            }
        }

        if (rule.Default is { } standIn && text.Length == start)
        {
            text.Append(standIn);
        }

        if (rule.Times is { } times)
        {
            ReadLocalTime(times, start);
        }
    }

    // A time that cannot be read stays as it is, for the validator to refuse. The last answer is kept: rows are mostly sorted by time.
    private void ReadLocalTime(TimeFormats times, int start)
    {
        ReadOnlySpan<byte> written = text.Written[start..];
        if (!written.SequenceEqual(lastLocal))
        {
            lastLocal = written.ToArray();
            lastInstant = times.ToContract(written, mapping.Zone ?? calendar.Zone) ?? lastLocal;
        }

        Put(lastInstant, start);
    }

    private void Put(byte[] instead, int start)
    {
        text.Truncate(start);
        text.Append(instead);
    }

    private readonly RawRecord mapped = new(mapping.Kind == RecordKind.Event ? RecordLayout.Events : RecordLayout.Figures);
    private readonly RowBytes text = new();
    private long row;
    private byte[] lastLocal = [];
    private byte[] lastInstant = [];
}
