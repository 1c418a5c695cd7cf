using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Replay;

/// <summary>Keeps the records of a file as the beginnings of JSON objects, without their times, which may be moved. Not thread-safe.</summary>
internal sealed class ReplayLines(long maxBytes) : IRecordSink
{
    /// <summary>Rows that cannot be sent, by code.</summary>
    public IReadOnlyDictionary<string, long> SkippedByCode => skipped;

    /// <summary>A record by its place in the file.</summary>
    public ReplayLine this[int index] => lines[index];

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
    {
        RefusalReason? wrong = !record.IsObject ? RefusalReason.NotJson
            : record.HasDuplicate ? RefusalReason.DuplicateMember
            : record.UnknownName.Kind != FieldKind.Absent ? RefusalReason.UnknownField
            : null;
        long second = 0;
        if (wrong is null && (record[RecordLayout.OccurredAt].Kind is not (FieldKind.Text or FieldKind.Cell) || !Rfc3339.TryParse(record[RecordLayout.OccurredAt].Of(bytes), out second)))
        {
            wrong = RefusalReason.BadOccurredAt;
        }

        if (wrong is not null)
        {
            Refuse(wrong);
            return;
        }

        row++;
        text.Clear();
        text.Append("{"u8);
        for (int field = 0; field < record.Fields.Names.Count; field++)
        {
            if (field != RecordLayout.OccurredAt && record[field].Kind is not (FieldKind.Absent or FieldKind.Null))
            {
                AppendName(record.Fields.Names[field]);
                AppendValue(field, record[field].Kind, record[field].Of(bytes));
            }
        }

        Keep(second);
    }

    /// <inheritdoc/>
    public void Refuse(RefusalReason reason)
    {
        row++;
        CollectionsMarshal.GetValueRefOrAddDefault(skipped, reason.Code, out _)++;
    }

    /// <summary>Places of the records in the order in which they happened; of the same second in the file's order.</summary>
    public int[] InOrder()
    {
        int[] order = [.. Enumerable.Range(0, lines.Count)];
        long[] seconds = [.. lines.Select(line => line.Second)];
        bool isSorted = true;
        for (int index = 1; index < seconds.Length && isSorted; index++)
        {
            isSorted = seconds[index - 1] <= seconds[index];
        }

        return isSorted ? order : [.. order.OrderBy(index => seconds[index])];
    }

    /// <summary>Writes a record as a line of NDJSON, with a time of occurrence.</summary>
    public void Write(int index, long second, Stream stream)
    {
        ReplayLine line = lines[index];
        stream.Write(blocks[(int)(line.Offset / BlockBytes)].AsSpan((int)(line.Offset % BlockBytes), line.Length));
        stream.Write(Encoding.UTF8.GetBytes($"\"occurredAt\":\"{InstantPattern.General.Format(Instant.FromUnixTimeSeconds(second))}\"}}\n"));
    }

    private void AppendName(string name)
    {
        text.Append("\""u8);
        text.Append(Encoding.UTF8.GetBytes(name));
        text.Append("\":"u8);
    }

    // A cell has no type: what must be a number or a truth value is written as one where it can be, and refused by the server where not.
    private void AppendValue(int field, FieldKind kind, ReadOnlySpan<byte> value)
    {
        bool isText = kind switch
        {
            FieldKind.Text or FieldKind.EscapedText => true,
            FieldKind.Cell when field is RecordLayout.Revision or RecordLayout.Quantity => !(Utf8Parser.TryParse(value, out long _, out int read) && read == value.Length),
            FieldKind.Cell => field != RecordLayout.Withdrawn || !(value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8)),
            _ => false,
        };
        if (!isText)
        {
            AppendPlain(kind, field, value);
            return;
        }

        text.Append("\""u8);
        text.Append(kind == FieldKind.Cell ? JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes : value);
        text.Append("\","u8);
    }

    private void AppendPlain(FieldKind kind, int field, ReadOnlySpan<byte> value)
    {
        if (kind == FieldKind.Cell && field != RecordLayout.Withdrawn && Utf8Parser.TryParse(value, out long number, out _))
        {
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(number, digits, out int length);
            text.Append(digits[..length]); // without a plus or leading zeros, which JSON does not have
        }
        else
        {
            text.Append(kind == FieldKind.Nested ? "[]"u8 : value); // whatever is nested is refused; what it holds need not travel
        }

        text.Append(","u8);
    }

    private void Keep(long second)
    {
        int length = text.Length;
        if (blocks.Count == 0 || BlockBytes - used < length)
        {
            if ((blocks.Count + 1L) * BlockBytes > maxBytes)
            {
                throw new BodyTooLargeException($"The file's records take more than {maxBytes >> 20} MiB of memory; split it by time and replay the parts one after the other.");
            }

            blocks.Add(new byte[BlockBytes]);
            used = 0;
        }

        text.Written.CopyTo(blocks[^1].AsSpan(used));
        lines.Add(new ReplayLine(second, ((blocks.Count - 1L) * BlockBytes) + used, length, row));
        used += length;
    }

    private const int BlockBytes = 1 << 20;

    private readonly RowBytes text = new();
    private readonly List<byte[]> blocks = [];
    private readonly List<ReplayLine> lines = [];
    private readonly Dictionary<string, long> skipped = new(StringComparer.Ordinal);
    private int used;
    private long row;
}
